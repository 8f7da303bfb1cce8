"""How the weights of the package are learnt from labelled reports; nothing of the package imports this.

    python -m training.train       makes src/reportmine/weights/learned.weights again, bit for bit
    python -m training.evaluate    what the weights are worth on kinds of reports that they have not seen

Read `corpus` (labelled reports), `examples` (a figure with the features of its candidates), `learning` (how weights
are found), then the two commands. Needs: pip install -e '.[train]'.
"""
