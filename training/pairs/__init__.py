"""How the weights of matching are learnt from pairs of two years' reports, each with a key.

    python -m training.pairs.train       makes src/reportmine/weights/matching.json again, to the digit
    python -m training.pairs.evaluate    what they are worth on bodies that they have not seen

Read `keys` (reports with their keys), `examples` (candidates with what speaks for them), `learning`, then the commands.
Needs: pip install -e '.[train]'.
"""
