"""A web page, or a piece of one → `Document`.

In the order of the work: `dom` takes the page apart into a flat row of nodes, `boilerplate` says which of them are
the site's and not the report's, `whitespace` makes one line of the nodes between two line ends, `tables` tells tables
of data from those that set out prose, and `reader` hands all of it to the `DocumentBuilder`. `mht` finds the page in
a web archive.
"""
