"""Italian abbreviations and sentence starters, for the splitter.

Compiled for Italian news: titles, references, addresses, measures, dates, companies.
"""

from typing import Final

NEVER_FINAL: Final = frozenset(
    """
    sig sigg sig.ra sig.na dott dott.ssa dottssa dr dr.ssa drs prof proff prof.ssa avv avv.to ing
    on onn sen arch geom rag cav comm uff gen col magg cap capp ten serg mar.llo mons rev
    sac s ss st ste p pp pag pagg artt lett n nn num nr fig figg tab tabb par parr vol
    voll ed edd cfr cf cit vd v vv vs ved es p.es ad.es tel c.a c.so v.le p.za p.zza
    l.go str loc fraz prov d.lgs dlgs d.l d.m d.p.r d.p.c.m l.r reg dir sent ord cost cass trib
    pres dir.re vicepres amm segr min.ro on.le ill egr gent spett preg chiar em ecc.za ecc.mo
    temp approx ca jr sr mr mrs ms
    """.split()
)
"""Stand in front of what they belong to: a full stop behind one ends no sentence."""

SOMETIMES_FINAL: Final = frozenset(
    """
    art co s.p.a s.r.l s.n.c s.a.s s.c.a.r.l s.p.r.l soc coop u.s.a u.e o.n.u u.k a.c d.c n.d.r
    n.d.t n.d.a p.m a.m h min max sec m mt km cm mm kg hg mg gr l cl ml ha kw mq kmq mc c lun mar
    mer gio ven sab dom genn febb feb mrz apr giu giugn lug lugl agg sett ott nov dic ib ibid op id
    cc r ft
    """.split()
)
"""May stand in a sentence or end it: what follows decides."""

USUALLY_FINAL: Final = frozenset(["ecc", "etc", "eccetera"])
"""End the sentence whenever the next word has a capital."""

STARTERS: Final = frozenset(
    """
    il lo la i gli le l un uno una un' a ad al allo alla ai agli alle di d del dello della dei degli
    delle da dal dallo dalla dai dagli dalle in nel nello nella nei negli nelle con col coi su sul
    sullo sulla sui sugli sulle per tra fra e ed o od ma però se che chi cui come quando dove mentre
    perché poiché poi così anche ancora anzi ora oggi ieri domani adesso allora dopo prima durante
    secondo contro verso senza sotto sopra oltre intanto invece infine inoltre infatti insomma
    dunque quindi perciò pertanto tuttavia eppure oppure né non no sì già mai sempre spesso forse
    quasi solo soltanto proprio più meno molto molti molte poco pochi poche tanto tanti tante troppo
    tutto tutti tutta tutte ogni ognuno ciascuno alcuni alcune qualche qualcuno nessuno nessun
    nessuna altro altri altra altre stesso stessa questo questa questi queste quello quella quelli
    quelle quel quei ciò io tu lui lei noi voi loro egli ella essi mio mia suo sua suoi sue nostro
    nostra ci vi si ne mi ti c n'è c'è è era sono erano ha hanno aveva sarà saranno fu può possono
    deve devono resta restano basta bene male ecco nulla niente meglio peggio due tre quattro cinque
    sei sette otto nove dieci gran grande nuovo nuova quanto quanti quanta quale quali dell all nell
    sull dall
    """.split()
)
"""Words that open an Italian sentence far more often than they are a name's capital."""

NAME_PARTICLES: Final = frozenset("la lo le li de del della dei degli di da dal dalla don".split())
"""Starters that also follow an initial in a surname (the statesman De Gasperi, A.)."""
