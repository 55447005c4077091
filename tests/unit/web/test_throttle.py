"""Throttling, by subject and within a time."""

from datetime import timedelta

from lms.web.throttle import Tries, admit_try, count_try, forget_old, forget_tries, tries_exhausted

WITHIN = timedelta(minutes=15)


def test_tries_are_counted_up_to_the_limit(app):
    with app.app_context():
        for _ in range(3):
            assert not tries_exhausted("a", 3, WITHIN)
            count_try("a", WITHIN)
        assert tries_exhausted("a", 3, WITHIN)
        assert not tries_exhausted("b", 3, WITHIN)


def test_a_try_is_counted_before_it_is_made(app):
    with app.app_context():
        assert [admit_try("a", 3, WITHIN) for _ in range(5)] == [True, True, True, False, False]


def test_a_window_ends(app, clock):
    with app.app_context():
        for _ in range(3):
            count_try("a", WITHIN)
        clock.move(minutes=14)
        assert tries_exhausted("a", 3, WITHIN)
        clock.move(minutes=1)
        assert not tries_exhausted("a", 3, WITHIN)
        count_try("a", WITHIN)
        assert not tries_exhausted("a", 2, WITHIN)


def test_success_forgets(app):
    with app.app_context():
        count_try("a", WITHIN)
        forget_tries("a")
        assert not tries_exhausted("a", 1, WITHIN)


def test_old_tries_are_forgotten(app, clock, rows):
    with app.app_context():
        count_try("a", WITHIN)
        clock.move(days=2)
        count_try("b", WITHIN)
        forget_old(timedelta(days=1))
    assert len(rows(Tries)) == 1


def test_no_subject_can_be_read(app, rows):
    with app.app_context():
        count_try("sign-in:awa", WITHIN)
    assert "awa" not in rows(Tries)[0].key


def test_first_tries_at_once_are_all_counted(app, rows):
    import threading

    def one_try():
        with app.app_context():
            count_try("a", WITHIN)

    threads = [threading.Thread(target=one_try) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(Tries)[0].tried == 8
