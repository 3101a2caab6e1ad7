// Reading a sentence aloud, only with voices of this device: others would send the text away.
Object.assign(STRINGS.en, {
  speak: "Read aloud",
  hush: "Stop",
  "key-speak": "Read the sentence aloud, or stop",
  speech: "Reading aloud",
  "speech-it": "Italian",
  "speech-en": "English",
  "speech-both": "Both",
  "speech-speed": "Speed",
  "speech-none":
    "Nothing is read aloud here: this browser has no Italian or English voice of this device, and other voices would send the sentences away. The system’s settings for speech may offer voices to install.",
});
Object.assign(STRINGS.it, {
  speak: "Leggi ad alta voce",
  hush: "Smetti",
  "key-speak": "Leggi la frase ad alta voce, o smetti",
  speech: "Lettura ad alta voce",
  "speech-it": "Italiano",
  "speech-en": "Inglese",
  "speech-both": "Entrambe",
  "speech-speed": "Velocità",
  "speech-none":
    "Qui non si legge ad alta voce: questo browser non ha una voce italiana o inglese del dispositivo, e le altre manderebbero via le frasi. Le impostazioni vocali del sistema possono offrire voci da installare.",
});

const synthesis = window.speechSynthesis;
const voices = {};
let spoken = null; // the pair that is being read
let utterances = []; // kept here, or some browsers forget to tell when they end

function findVoices() {
  const local = (synthesis?.getVoices() ?? []).filter((voice) => voice.localService);
  for (const name of ["it", "en"]) {
    const fitting = local.filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === name);
    voices[name] = fitting.find((voice) => voice.default) ?? fitting[0];
    for (const control of findAll(`[data-voice~="${name}"]`)) control.hidden = !voices[name];
  }
  for (const control of findAll('[data-voice="both"]')) control.hidden = !voices.it || !voices.en;
  for (const element of findAll("[data-voiceless]")) element.hidden = canSpeak();
  find("#speech").hidden = !canSpeak();
  fillRow();
}

const canSpeak = () => Boolean(voices.it || voices.en);

// The sides that the reader chose, as far as there is a voice for them.
function sidesToSpeak() {
  const chosen = settings.get("speech-side").value;
  const sides = ["it", "en"].filter((side) => voices[side]);
  return sides.length > 1 && sides.includes(chosen) ? [chosen] : sides;
}

function hush() {
  utterances = [];
  synthesis?.cancel();
  if (!spoken) return;
  const { element } = spoken;
  spoken = null;
  element.classList.remove("spoken");
  fillRow();
}

function speak(pair) {
  if (!pair || !canSpeak()) return false;
  const again = spoken === pair;
  hush();
  if (again) return true;
  const texts = sidesToSpeak().map((side) => [side, pair[side].textContent]);
  utterances = texts.filter(([, words]) => words.trim()).map(([side, words]) => {
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = voices[side];
    utterance.lang = voices[side].lang;
    utterance.rate = Math.min(1.5, Math.max(0.5, settings.get("speech-speed").value)) || 1;
    return utterance;
  });
  if (!utterances.length) return false;
  const mine = utterances;
  const done = () => utterances === mine && hush();
  mine.at(-1).onend = done;
  for (const utterance of mine) utterance.onerror = done;
  spoken = pair;
  pair.element.classList.add("spoken");
  for (const utterance of mine) synthesis.speak(utterance);
  fillRow();
  return true;
}

setting("speech-side", "it", () => {});
setting("speech-speed", "1", () => {});
findVoices();
// Most browsers know their voices only some time after the page is there.
synthesis?.addEventListener?.("voiceschanged", findVoices);
addEventListener("pagehide", hush);
action("speak", () => speak(chosenPair()), { key: "r", offered: canSpeak });
pairButton((pair) => (spoken === pair ? "hush" : "speak"), speak, { shown: canSpeak });
