package rawi.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordTokenizerTest {
  private static final WordTokenizer ALL = WordTokenizer.of(Language.AUTO);

  private static String cut(String text) {
    return cut(ALL, text);
  }

  private static String cut(WordTokenizer tokenizer, String text) {
    return String.join("|", tokenizer.tokenize(text).stream().map(Token::text).toList());
  }

  private static Token only(String text) {
    List<Token> tokens = ALL.tokenize(text);
    assertThat(tokens).extracting(Token::text).containsExactly(text);
    return tokens.get(0);
  }

  @DisplayName("An elided word keeps its apostrophe and leaves the next word alone")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "l'arbre; l'|arbre",
        "l’arbre; l’|arbre",
        "D'accord; D'|accord",
        "qu'elle n'a; qu'|elle|n'|a",
        "lorsqu'il puisqu'on jusqu'ici quoiqu'elle; lorsqu'|il|puisqu'|on|jusqu'|ici|quoiqu'|elle",
        "quelqu'autre idée; quelqu'|autre|idée",
        "j't'aime; j'|t'|aime",
        "l'« ami »; l'|«|ami|»",
        "c'est-à-dire; c'est-à-dire",
        "aujourd'hui; aujourd'hui",
        "jusqu'aujourd’hui; jusqu'|aujourd’hui",
        "un prud'homme; un|prud'homme",
        "quelqu'un et presqu'île; quelqu'un|et|presqu'île",
        "Sainte-Anne-d'Auray; Sainte-Anne-d'Auray",
        "O'Hara; O'Hara",
        "un 'mot' cité; un|'|mot|'|cité",
        "oui m'sieur, m'dame; oui|m'sieur|,|m'dame",
        "s'cuse-moi, il s'accuse; s'cuse|-moi|,|il|s'|accuse",
        "m'amuser, m'manquer; m'|amuser|,|m'|manquer",
        "rock'n'roll et rock n'roll, n'roule; rock'n'roll|et|rock|n'roll|,|n'|roule",
        "semble t'il, ils t'ont vu; semble|t'il|,|ils|t'|ont|vu",
        "un p'tit déj' à 5h du mat', oui; un|p'tit|déj'|à|5|h|du|mat'|,|oui",
        "le p'tit-déj’ du matin, 'du riz'; le|p'tit-déj’|du|matin|,|'|du|riz|'"
      })
  void elision(String text, String expected) {
    assertThat(cut(text)).isEqualTo(expected);
  }

  @DisplayName(
      "A pronoun hung on its verb is a token that starts with the hyphen; compounds stay whole")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "a-t-il; a|-t-il",
        "ira‑t‑elle; ira|‑t‑elle",
        "vaut-il; vaut|-il",
        "dis-moi; dis|-moi",
        "est-ce; est|-ce",
        "avez-vous; avez|-vous",
        "ce livre-là; ce|livre|-là",
        "cette fois-ci; cette|fois|-ci",
        "donne-le-moi !; donne|-le|-moi|!",
        "va-t'en; va|-t'|en",
        "va-t-en, va-t-y; va|-t|-en|,|va|-t|-y",
        "un va-t-en-guerre; un|va-t-en-guerre",
        "dit-on, l'au-delà; dit|-on|,|l'|au-delà",
        "celui-ci et celle-là; celui-ci|et|celle-là",
        "un rendez-vous; un|rendez-vous",
        "arc-en-ciel; arc-en-ciel",
        "peut-être; peut-être",
        "le week-end; le|week-end",
        "Montigny-le-Bretonneux; Montigny-le-Bretonneux",
        "covid-19; covid-19",
        "N'hésitez-pas, un faux-pas; N'|hésitez|-pas|,|un|faux-pas",
        "Kim Jong-il; Kim|Jong-il"
      })
  void inversion(String text, String expected) {
    assertThat(cut(text)).isEqualTo(expected);
  }

  @DisplayName("The point of an abbreviation belongs to it, the point of a sentence does not")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "M. Durand et Mme. Petit; M.|Durand|et|Mme.|Petit",
        "le Dr. Petit arrive.; le|Dr.|Petit|arrive|.",
        "du pain, etc.; du|pain|,|etc.",
        "du pain etc...; du|pain|etc|...",
        "J. Verne; J.|Verne",
        "av. J.-C.; av.|J.-C.",
        "R.E.M. joue; R.E.M.|joue",
        "voir p. 12; voir|p.|12",
        "le plan B.; le|plan|B|.",
        "son ex.; son|ex|.",
        "vitamine C. Puis le plan B. Les autres; vitamine|C|.|Puis|le|plan|B|.|Les|autres",
        "groupe A. Il; groupe|A|.|Il",
        "J.Depardieu, G.H.Hardy et A.B; J.|Depardieu|,|G.H.|Hardy|et|A|.|B",
        "3e arr. de Lyon, p. 12 sqq. et suite; 3e|arr.|de|Lyon|,|p.|12|sqq.|et|suite",
        "n° 5; n°|5",
        "c.-à-d. demain, c‑à‑d rien; c.-à-d.|demain|,|c‑à‑d|rien",
        "C.-à-d. tout, p.-ê. rien.; C.-à-d.|tout|,|p.-ê.|rien|.",
        "p.-e. et c.-a\u0300-d. ici; p.-e.|et|c.-a\u0300-d.|ici",
        "répondez s.v.p. à Zoé; répondez|s.v.p.|à|Zoé",
        "i.e. rien, a.b.c fin; i.e.|rien|,|a|.|b|.|c|fin",
        "Durand et al. (2004), un mal. Fin; Durand|et|al.|(|2004|)|,|un|mal|.|Fin",
        "Oued al. Puis jet al. Non; Oued|al|.|Puis|jet|al|.|Non",
        "ibid., op. cit., p. 3; ibid.|,|op.|cit.|,|p.|3",
        "un co-op. Il sort; un|co-op|.|Il|sort",
        "Av. Bourguiba, une av. Fin; Av.|Bourguiba|,|une|av.|Fin"
      })
  void abbreviation(String text, String expected) {
    assertThat(cut(text)).isEqualTo(expected);
  }

  @DisplayName(
      "A number is one token with its groups, decimals, dates, ranges, sign and ordinal ending")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "1 234,5 euros; 1 234,5|euros",
        "80\u00A0000; 80\u00A0000",
        "1\u202F234\u202F567 €; 1\u202F234\u202F567|€",
        "3,5 %; 3,5|%",
        "en 2010 300 personnes; en|2010|300|personnes",
        "le 12/05/2024.; le|12/05/2024|.",
        "(1752-1807); (|1752-1807|)",
        "à 14h30; à|14|h|30",
        "à 9h; à|9|h",
        "15h30-16h, 15h-16h45; 15|h|30|-|16|h|,|15|h|-|16|h|45",
        "2024م و2024م; 2024|م|و2024|م",
        "160km; 160|km",
        "le 1er et la 24e; le|1er|et|la|24e",
        "6,5/10 et 80 %; 6,5/10|et|80|%",
        "-0,8 et +14; -0,8|et|+14",
        "19°C et 66°F.; 19|°C|et|66|°F|.",
        "45° Centre, 3°Cote; 45|°|Centre|,|3|°|Cote",
        "à 90 km/h, 160km/h; à|90|km/h|,|160|km/h",
        "9,8 m/s² et 75 hab/km²; 9,8|m/s²|et|75|hab/km²",
        "3 mg/kg/h, et/ou m/f; 3|mg|/|kg|/|h|,|et|/|ou|m|/|f",
        "+/- 3; +/-|3",
        "au 01 23 45 67 89.; au|01 23 45 67 89|.",
        "au 6 20 30 (1 €); au|6 20 30|(|1|€|)",
        "5 10 20 30 et 12 20 30; 5|10|20|30|et|12|20|30",
        "01 23 45 67 89 10; 01|23|45|67|89|10",
        "25 °C; 25|°C",
        "٣٫٥ و ٢٠١٩; ٣٫٥|و|٢٠١٩"
      })
  void number(String text, String expected) {
    assertThat(cut(text)).isEqualTo(expected);
  }

  @DisplayName("Whatever shows as one picture is one token of kind EMOJI")
  @ParameterizedTest
  @CsvSource({
    "😀",
    "👩🏽",
    "👨‍👩‍👧‍👦",
    "🇹🇳",
    "1️⃣",
    "❤️",
    "✌🏿",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "⭐",
    "🏳️‍🌈"
  })
  void emoji(String text) {
    assertThat(only(text).kind()).isEqualTo(Kind.EMOJI);
    assertThat(cut("bien" + text + text + "!")).isEqualTo("bien|" + text + "|" + text + "|!");
  }

  @DisplayName("Faces of ASCII are one token of kind EMOJI, look-alikes are none")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "':-)'", "':)))'", "';)'", "<3", "XD", "xDD", "':''('", "'^^'", "=)", "':p'", "':D'"
      })
  void emoticon(String text) {
    assertThat(only(text).kind()).isEqualTo(Kind.EMOJI);
    assertThat(ALL.tokenize("top " + text + " !")).extracting(Token::text).contains(text);
    assertThat(cut("8:30 (voir :p1)")).isEqualTo("8:30|(|voir|:|p1|)");
  }

  @DisplayName("Web and e-mail addresses are one token, without the point of the sentence")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "voir http://exemple.fr/a(b)?c=1,2.; voir|http://exemple.fr/a(b)?c=1,2|.",
        "(www.exemple.tn); (|www.exemple.tn|)",
        "sur exemple.fr, ici; sur|exemple.fr|,|ici",
        "à jean-luc.petit_2@mail.exemple.fr.; à|jean-luc.petit_2@mail.exemple.fr|.",
        "jean-luc.o'neil@mail.fr et o'neil@mail.fr; jean-luc.o'neil@mail.fr|et|o'neil@mail.fr",
        "l'ami@mail.fr, 'ami@mail.fr'; l'|ami@mail.fr|,|'|ami@mail.fr|'",
        "fin.Début trop fort.De; fin|.|Début|trop|fort|.|De",
        "شوف https://exemple.tn/م الآن; شوف|https://exemple.tn/م|الآن"
      })
  void address(String text, String expected) {
    assertThat(cut(text)).isEqualTo(expected);
    assertThat(only("https://exemple.fr").kind()).isEqualTo(Kind.URL);
    assertThat(only("a@b.fr").kind()).isEqualTo(Kind.EMAIL);
  }

  @DisplayName("Names and topics are one token with their sign, Arabic ones too")
  @Test
  void tags() {
    assertThat(cut("@ali_7 aime #cinéma #فيلم_تونسي, #1"))
        .isEqualTo("@ali_7|aime|#cinéma|#فيلم_تونسي|,|#|1");
    assertThat(only("@ali_7").kind()).isEqualTo(Kind.MENTION);
    assertThat(only("#فيلم_تونسي").kind()).isEqualTo(Kind.HASHTAG);
    assertThat(only("#فيلم_تونسي").script()).isEqualTo(Script.ARABIC);
  }

  @DisplayName("Digits that stand for Arabic sounds stay in their Latin word")
  @ParameterizedTest
  @CsvSource({
    "waaa3er",
    "7bibi",
    "9ahwa",
    "mele5er",
    "l3dhhm",
    "3ajbetni",
    "5ayb",
    "2ana",
    "8alta",
    "b7al",
    "3'ali",
    "l7a9"
  })
  void arabizi(String text) {
    assertThat(only(text).kind()).isEqualTo(Kind.WORD);
    assertThat(only(text).script()).isEqualTo(Script.LATIN);
  }

  @DisplayName(
      "An Arabic word is one token with its clitics, vowel signs and tatweel; Arabic punctuation stands alone")
  @Test
  void arabic() {
    assertThat(cut("وَلَكِنَّ الفيـــلم، جميلٌ؛ أليس كذلك؟"))
        .isEqualTo("وَلَكِنَّ|الفيـــلم|،|جميلٌ|؛|أليس|كذلك|؟");
    assertThat(cut("ال53 و1,4")).isEqualTo("ال53|و|1,4");
    assertThat(only("وَلَكِنَّ").script()).isEqualTo(Script.ARABIC);
    assertThat(only("٢٠١٩").kind()).isEqualTo(Kind.NUMBER);
  }

  @DisplayName(
      "Arabic and Latin in one sentence are cut where they touch, with offsets into the source")
  @Test
  void mixed() {
    String text = "waaa3er had film ! c'est شنو ؟";
    assertThat(cut(text)).isEqualTo("waaa3er|had|film|!|c'|est|شنو|؟");
    assertThat(cut("الfilm الjdid")).isEqualTo("ال|film|ال|jdid");
    Token last = ALL.tokenize(text).get(6);
    assertThat(last).isEqualTo(new Token("شنو", "شنو", 25, 28, 25, 28, Kind.WORD, Script.ARABIC));
  }

  @DisplayName("Places are counted in UTF-16 units and in code points")
  @Test
  void codePoints() {
    String text = "😀 l'été 👩🏽 𝔸b\uD83D c😀";
    for (Token token : ALL.tokenize(text)) {
      assertThat(token.codePointStart()).isEqualTo(text.codePointCount(0, token.start()));
      assertThat(token.codePointEnd()).isEqualTo(text.codePointCount(0, token.end()));
    }
    assertThat(ALL.tokenize(text)).last().extracting(Token::codePointEnd).isEqualTo(17);
  }

  @DisplayName("Quotes and brackets stand alone; points, dashes and shouts are one token as a run")
  @Test
  void punctuation() {
    assertThat(cut("« Oui... », dit “elle” -- vraiment ?!!"))
        .isEqualTo("«|Oui|...|»|,|dit|“|elle|”|--|vraiment|?!!");
    assertThat(cut("et/ou traité(e) ami(e)s (bis)")).isEqualTo("et|/|ou|traité(e)|ami(e)s|(|bis|)");
    assertThat(only("€").kind()).isEqualTo(Kind.OTHER);
    assertThat(only("%").kind()).isEqualTo(Kind.PUNCTUATION);
  }

  @DisplayName("Arabic commas in a row are one token, Latin ones are not")
  @Test
  void commas() {
    assertThat(cut("نعم،،، لا، ربما,,")).isEqualTo("نعم|،،،|لا|،|ربما|,|,");
  }

  static Stream<String> frozenWords() {
    return Stream.concat(Inversion.frozen(), Elision.frozen()).distinct();
  }

  @DisplayName("Each word of the lists of frozen ones stays whole, however it is typed")
  @ParameterizedTest
  @MethodSource("frozenWords")
  void frozen(String word) {
    String typed = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    assertThat(cut("le " + word + ", oui")).isEqualTo("le|" + word + "|,|oui");
    assertThat(cut(typed.replace('\'', '’'))).isEqualTo(typed.replace('\'', '’'));
    assertThat(cut("(" + word.replace('-', '\u2011') + ")"))
        .isEqualTo("(|" + word.replace('-', '\u2011') + "|)");
  }

  @DisplayName("No text at all is refused by name")
  @Test
  void noText() {
    String text = System.getProperty("rawi.no.such.text");
    assertThatThrownBy(() -> ALL.tokenize(text))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("text");
  }

  @DisplayName("Ideographs stand alone, katakana and other scripts make words")
  @Test
  void otherScripts() {
    assertThat(cut("漢字 ドリオ λόγος слово")).isEqualTo("漢|字|ドリオ|λόγος|слово");
    assertThat(only("слово").script()).isEqualTo(Script.OTHER);
  }

  @DisplayName(
      "Controls, bidi marks and lone surrogates are gaps, invisible characters inside a word are not")
  @Test
  void gaps() {
    assertThat(cut("a\0b\u202Ec\uD83D d\u200F")).isEqualTo("a|b\u202Ec|d");
    assertThat(cut("می\u200Cروم")).isEqualTo("می\u200Cروم");
    assertThat(cut("")).isEmpty();
  }

  @DisplayName("A rule that is switched off no longer cuts or joins")
  @ParameterizedTest
  @EnumSource(Rule.class)
  void rulesCanBeSwitchedOff(Rule rule) {
    String text =
        switch (rule) {
          case ELISION -> "l'arbre";
          case INVERSION -> "vaut-il";
          case ABBREVIATION -> "etc.";
          case NUMBER -> "3,5";
          case DATE -> "12/05/2024";
          case ARABIZI -> "7bibi";
          case EMOJI -> "👩🏽";
          case EMOTICON -> ":-)";
          case URL -> "www.exemple.fr";
          case EMAIL -> "ali@exemple.fr";
          case MENTION -> "@ali";
          case HASHTAG -> "#film";
        };
    assertThat(cut(ALL.without(rule), text)).isNotEqualTo(cut(text));
  }

  @DisplayName("The streaming form finds the same tokens in the middle of a buffer")
  @Test
  void streaming() {
    String text = "C'est 7bibi, شنو ؟ 😀 3,5";
    char[] buffer = ("il-" + text + "'x").toCharArray();
    StringBuilder found = new StringBuilder();
    ALL.tokenize(
        buffer,
        3,
        3 + text.length(),
        (start, end, kind, script) ->
            found.append(start - 3).append(' ').append(end - 3).append(kind).append(script));
    StringBuilder expected = new StringBuilder();
    ALL.tokenize(text)
        .forEach(
            t ->
                expected
                    .append(t.start())
                    .append(' ')
                    .append(t.end())
                    .append(t.kind())
                    .append(t.script()));
    assertThat(found.toString()).isEqualTo(expected.toString());
  }

  @DisplayName("The streaming form allocates nothing, however long the text")
  @Test
  void streamingAllocatesNothing() {
    char[] text =
        "L'été, 7bibi a vu 3 films à exemple.fr 😀 والكتاب الجميل، 12/05/2024 vaut-il ؟ "
            .repeat(20_000)
            .toCharArray();
    long[] count = {0};
    TokenSink sink = (start, end, kind, script) -> count[0]++;
    ALL.tokenize(text, 0, text.length, sink);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    ALL.tokenize(text, 0, text.length, sink);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    assertThat(count[0]).isGreaterThan(500_000);
  }

  @DisplayName("OpenNLP gets the same spans")
  @Test
  void openNlp() {
    var spans = new OpenNlpTokenizer(ALL).tokenizePos("l'arbre");
    assertThat(spans)
        .extracting(s -> s.getStart() + "-" + s.getEnd())
        .containsExactly("0-2", "2-7");
    assertThat(new OpenNlpTokenizer(ALL).tokenize("l'arbre")).containsExactly("l'", "arbre");
  }
}
