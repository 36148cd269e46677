"""What else lays out a network in two dimensions; each is given the largest connected group alone, which makes it easier for them.

    python -m benchmarks.map.layout_peers NAME NETWORK.npz PLACES.npy     one of them, in its own process; prints CPU seconds

Warm-up (imports, compilation of numba's functions) is not counted: each lays out a small network first.
"""

import subprocess
import sys
from collections.abc import Callable
from time import process_time

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Pairs = NDArray[np.int32]


def networkx_spring(n: int, pairs: Pairs) -> Floats:
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(pairs.tolist())
    places = networkx.spring_layout(graph, seed=1)
    return np.array([places[row] for row in range(n)])


def igraph_drl(n: int, pairs: Pairs) -> Floats:
    import random

    import igraph

    random.seed(1)
    return np.array(igraph.Graph(n=n, edges=pairs.tolist()).layout_drl().coords)


def igraph_umap(n: int, pairs: Pairs) -> Floats:
    import random

    import igraph

    random.seed(1)
    return np.array(igraph.Graph(n=n, edges=pairs.tolist()).layout_umap(epochs=500).coords)


def sfdp(n: int, pairs: Pairs) -> Floats:
    dot = "graph {" + ";".join(map(str, range(n))) + ";" + ";".join(f"{a}--{b}" for a, b in pairs.tolist()) + "}"
    told = subprocess.run(["sfdp", "-Tplain"], input=dot, capture_output=True, text=True, check=True).stdout
    places = np.empty((n, 2))
    for line in told.splitlines():
        if line.startswith("node "):
            words = line.split()
            places[int(words[1])] = float(words[2]), float(words[3])
    return places


def umap_learn(n: int, pairs: Pairs) -> Floats:
    from scipy.sparse import coo_matrix
    from sklearn.utils import check_random_state
    from umap.umap_ import find_ab_params, simplicial_set_embedding

    ends = np.concatenate([pairs, pairs[:, ::-1]])
    graph = coo_matrix((np.ones(len(ends), dtype=np.float32), (ends[:, 0], ends[:, 1])), shape=(n, n))
    a, b = find_ab_params(1.0, 0.1)
    places, _ = simplicial_set_embedding(
        np.zeros((n, 2)), graph, 2, 1.0, a, b, 1.0, 5, None, "spectral", check_random_state(1), "euclidean", {}, False, {}, False
    )
    return np.asarray(places, dtype=np.float64)


def open_tsne(n: int, pairs: Pairs) -> Floats:
    from openTSNE import TSNEEmbedding, affinity, initialization
    from scipy.sparse import coo_matrix, diags

    ends = np.concatenate([pairs, pairs[:, ::-1]])
    near = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n)).tocsr()
    walks = diags(1 / np.asarray(near.sum(axis=1)).ravel()) @ near
    within_two = walks + 0.5 * walks @ walks
    within_two.setdiag(0)
    within_two.eliminate_zeros()
    within_two = within_two + within_two.T
    given = affinity.PrecomputedAffinities(within_two / within_two.sum())
    start = initialization.spectral(given.P, random_state=1)
    method = "bh" if n < 10_000 else "fft"
    embedding = TSNEEmbedding(start, given, negative_gradient_method=method, n_jobs=1, random_state=1)
    embedding = embedding.optimize(250, exaggeration=12, momentum=0.5)
    return np.asarray(embedding.optimize(500, momentum=0.8), dtype=np.float64)


def tulip_fmme(n: int, pairs: Pairs) -> Floats:
    from tulip import tlp

    graph = tlp.newGraph()
    nodes = graph.addNodes(n)
    graph.addEdges([(nodes[a], nodes[b]) for a, b in pairs.tolist()])
    layout = graph.getLayoutProperty("viewLayout")
    graph.applyLayoutAlgorithm("Fast Multipole Multilevel Embedder (OGDF)", layout)
    return np.array([[layout[node].x(), layout[node].y()] for node in nodes])


#: By the name in the table: what lays out, and for up to how many companies it is asked to; beyond, it takes minutes or gives none.
PEERS: dict[str, tuple[Callable[[int, Pairs], Floats], int]] = {
    "networkx spring": (networkx_spring, 3_000),
    "igraph DrL": (igraph_drl, 100_000),
    "igraph UMAP": (igraph_umap, 100_000),
    "graphviz sfdp": (sfdp, 20_000),
    "umap-learn": (umap_learn, 100_000),
    "openTSNE": (open_tsne, 20_000),
    "tulip FMME": (tulip_fmme, 100_000),
}


def main(name: str, network: str, places: str) -> None:
    lay_out = PEERS[name][0]
    ring = np.stack([np.arange(60), (np.arange(60) * 7 + 1) % 60], axis=1).astype(np.int32)
    lay_out(60, ring)
    with np.load(network) as given:
        n, pairs = int(given["n"]), given["pairs"]
    begun, children = process_time(), _children()
    found = lay_out(n, pairs)
    print(process_time() - begun + _children() - children)
    np.save(places, found)


def _children() -> float:
    """Return the CPU seconds of programs that were run."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(*sys.argv[1:])
