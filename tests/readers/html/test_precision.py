"""Where other sites' habits are easily taken for the article, or the article for them."""

import pytest

from tests.readers.html.pages import FIRST, THIRD, TITLE, article_page, between, read_text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("<h2><button aria-expanded=false aria-controls=a>Quanto costa?</button></h2>"
         "<div id=a hidden><p>Nulla.</p></div>"),
         [("heading", "Quanto costa?"), ("paragraph", "Nulla.")]),
        (("<div class=faq-question role=button aria-controls=a>Quanto costa?</div>"
         "<div class=faq-answer id=a style='display:none'>Nulla.</div>"),
         [("heading", "Quanto costa?"), ("paragraph", "Nulla.")]),
        (("<h3><a data-toggle=collapse href='#a' aria-expanded=false>Quanto costa?</a></h3>"
         "<div id=a class=collapse aria-hidden=true><p>Nulla.</p></div>"),
         [("heading", "Quanto costa?"), ("paragraph", "Nulla.")]),
        ("<p class=titoletto>Le critiche</p><p>Non tutti sono d'accordo.</p>",
         [("heading", "Le critiche"), ("paragraph", "Non tutti sono d'accordo.")]),
        ("<p class=titoletto>Non tutti sono d'accordo.</p>",
         [("paragraph", "Non tutti sono d'accordo.")]),
        ("<h2><span class=num>2.</span> Le critiche</h2>", [("heading", "Le critiche")]),
        ("<h2><b>10</b> alberi per strada</h2>", [("heading", "10 alberi per strada")]),
        ("<p class=dropcap><span class=dropcap>L</span>a giunta tace.</p>",
         [("paragraph", "La giunta tace.")]),
        (("<ul><li><time>16.48</time><div><p>Si vota.</p></div></li>"
         "<li><time>16.30</time><div><p>Si discute.</p></div></li></ul>"),
         [("paragraph", "Si vota."), ("paragraph", "Si discute.")]),
        ("<ul><li>16.48 si vota</li></ul>", [("list-item", "16.48 si vota")]),
        ("<ul class=gallery><li><div><img></div><div class=gallerytext>Il viale</div></li></ul>",
         [("caption", "Il viale")]),
        (("<div><figure><img></figure><div><p>Il viale ha cento anni e trecento alberi. Molti sono "
         "malati da tempo.</p></div></div>"),
         [("paragraph", "Il viale ha cento anni e trecento alberi. Molti sono malati da tempo.")]),
        ("<div role=alert class=alert><p>Attenzione: il viale chiude fino a lunedì.</p></div>",
         [("paragraph", "Attenzione: il viale chiude fino a lunedì.")]),
        ("<p>La legge<sup>1</sup> tace su dieci m<sup>2</sup>.</p>",
         [("paragraph", "La legge tace su dieci m2.")]),
        ("<p>La legge tace<a class=nref href='#n1'>*</a>.</p><p id=n1>* Quella del 1990.</p>",
         [("paragraph", "La legge tace."), ("footnote", "Quella del 1990.")]),
        ("<div>Prima riga.<br><br><a href=/x>Pagina successiva</a><br><br>Ultima riga.</div>",
         [("paragraph", "Prima riga."), ("paragraph", "Ultima riga.")]),
    ],
)  # fmt: skip
def test_what_is_of_the_article_is_read_as_what_it_is(
    content: str, expected: list[tuple[str, str]]
) -> None:
    """Answers that open, headings by name, entries of a live blog, captions, notes."""
    assert between(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        "<aside><p><b>Ogni giovedì.</b> Le storie.</p><a href=/n>Iscriviti</a></aside>",
        "<div><p>Ricevi le nostre lettere</p><form><input type=email></form></div>",
        "<p>Sblocca l'accesso illimitato a 1 € il primo mese.</p>",
        "<p>In edicola: lo speciale sui parchi</p>",
        "<div class=audio><p>Ascolta l'intervista (12:40)</p></div>",
        "<p>Autorizzazione del tribunale n. 3 del 1999</p>",
        "<p>Le informazioni di questo sito non sostituiscono il parere del medico.</p>",
        "<div class=alert>Non hai trovato risposta? <a href=/c>Chiedi</a></div>",
        "<p>NA/red</p>",
        f"<h2>{TITLE}</h2>",
        "<div role=note class=hatnote>Se cerchi altri viali, vedi Viale.</div>",
    ],
)
def test_what_is_of_the_site_is_gone(content: str) -> None:
    """Calls, notices and the imprint between two paragraphs."""
    assert between(content) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "L'autorizzazione del tribunale è arrivata dopo tre anni di attesa e di rinvii.",
        "Chi apre la partita IVA paga meno contributi per i primi cinque anni.",
        "La newsletter del Comune arriva ogni mese a duemila famiglie.",
        "I commenti dei sindaci non si sono fatti attendere.",
    ],
)
def test_sentences_about_such_things_stay(sentence: str) -> None:
    """An article may be about courts, taxes and newsletters."""
    assert between(f"<p>{sentence}</p>") == [("paragraph", sentence)]


def test_the_head_of_an_article_keeps_its_summary_and_salutation() -> None:
    """A summary named as a teaser, a salutation beside the text; no number, no bits and pieces."""
    page = article_page("").replace(
        f"<h1>{TITLE}</h1><p>{FIRST}",
        f"<span>Comunicato stampa n. 38</span><h1>{TITLE}</h1><div class=sig>"
        "<span>Redazione città</span><span>12 giugno 2025 alle 05:00</span></div>"
        f"<div class=teaser>Il piano comincia in autunno</div><div><p>Cari lettori,</p><p>{FIRST}",
    )
    texts = [block.text for block in read_text(page).blocks]
    assert texts[:4] == [TITLE, "Il piano comincia in autunno", "Cari lettori,", FIRST]


def test_comments_behind_their_heading_are_gone_without_a_name_that_tells() -> None:
    """However long they are."""
    comments = f"<div><h3>I vostri commenti</h3><p><b>uno</b>: {FIRST} Bene.</p></div>"
    page = article_page("").replace("</article>", f"</article>{comments}")
    assert [block.text for block in read_text(page).blocks][-1] == THIRD


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<h1>Avviso</h1><p>a cura dell'Ufficio Ambiente</p>", "Ufficio Ambiente"),
        ("<h4>A cura di</h4><a href=/u>Ufficio Ambiente</a>", "Ufficio Ambiente"),
        ("<span class=prep-author>Pubblicato il</span> <b class=author>Ufficio</b>", "Ufficio"),
        ("<h1>Avviso</h1><p>Postato il 3 maggio 2015 da cuoca</p>", "cuoca"),
        ("<div class=comments><b class=author>Lettore</b></div>", None),
    ],
)
def test_the_author_is_who_signs_the_article(line: str, author: str | None) -> None:
    """Not who comments, and not the words before the name."""
    assert read_text(f"{line}<p>{FIRST}</p>").metadata.get("author") == author
