"""Nouns of general use or of several meanings, whose English varies by nature.

Those that vary in human translations of news, with the like of them.
"""

from typing import Final

GENERAL: Final = frozenset(
    "abitante accusa aiuto ambiente andamento angolo annata anticipo apertura appello arrivo "
    "aspetto assemblea attacco attenzione attesa aumento avvio azione bambina bambino bellezza "
    "biglietto bilancio bisogno caduta cammino campagna campione capacità carattere carriera "
    "cattiva cervello chiusura classe colore commissione compagna compagnia compagno compito "
    "comunità condizione confronto consiglio contatto contesto controllo coppia corrente corso "
    "coscienza crescita cucina danno decina decisione destino dichiarazione differenza "
    "difficoltà direttore direzione dirigente discorso disegno distanza domanda donna dubbio "
    "effetto elemento energia episodio epoca errore esempio esercizio esigenza esperienza "
    "esperto famiglia fatica figlia figlio finestra flusso formazione fortuna galleria genere "
    "gestione giornata giudice giustizia gruppo impegno impianto impresa impressione incarico "
    "incontro individuo ingresso iniziativa inizio insieme interesse intervento istituto "
    "laboratorio lavoro legame limite lingua livello maestra maestro magazzino malattia maniera "
    "materia materiale medicina memoria merito messaggio metodo militare minaccia minuto misura "
    "momento motivo movimento nipote notizia numero oggetto operaio operazione opinione "
    "opportunità ordine orologio palazzo parola partenza partita passaggio passato passeggero "
    "passione paziente pensiero pensione percorso pericolo periodo persona pezzo piazza "
    "politica popolazione posizione possibilità potere presenza pressione principio probabilità "
    "problema processo prodotto produzione progetto programma proposta prospettiva provincia "
    "pubblico punto quadro qualità quartiere questione ragazza ragazzo ragione rapporto realtà "
    "regione relazione responsabile responsabilità ricerca richiesta riduzione riferimento "
    "rischio risorsa risposta risultato ritardo ritiro ritorno riunione ruolo scelta scopo "
    "secolo seduta segnale segno senso sentimento servizio settimana settore sicurezza signora "
    "signore sistema situazione società sostegno spalla spazio specie squadra stagione stanza "
    "storia strada struttura studio successo superficie sviluppo tentativo termine territorio "
    "titolo tornata trattamento uscita utente valore velocità vertice viaggio vicenda vicino "
    "villaggio visita visitatore vittima vittoria".split()
)
