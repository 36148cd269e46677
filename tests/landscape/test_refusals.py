from explorer.landscape.refusals import UnreadableArticle, summed_up


def test_a_few_refusals_are_told_one_by_one() -> None:
    refusals = [UnreadableArticle(f"{n}.txt", "the file is empty", "choose another file") for n in range(3)]
    assert summed_up(refusals) == tuple(map(str, refusals))


def test_many_refusals_are_summed_up_by_reason_the_most_frequent_first() -> None:
    empty = [UnreadableArticle(f"{n}.txt", "the file is empty", "choose another file") for n in range(20)]
    big = [UnreadableArticle(f"{n}.pdf", f"it is too big ({n} MB)", "split it") for n in (11, 12)]
    one = UnreadableArticle("a.doc", "files ending in “.doc” cannot be read", "choose txt files")
    told = summed_up([one, *big, *empty])
    assert told[0].startswith("20 files: the file is empty (0.txt, 1.txt, 2.txt, ")
    assert "and 8 more" in told[0]
    assert told[1:] == ("2 files: it is too big (11 MB) (11.pdf, 12.pdf). Split it.", str(one))
