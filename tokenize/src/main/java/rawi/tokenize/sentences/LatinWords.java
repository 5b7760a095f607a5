package rawi.tokenize.sentences;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * What a word in Latin letters says about its language: frequent words, letters and endings of
 * French; frequent words, digits and clusters of consonants of Arabizi. Most words say nothing.
 */
final class LatinWords {
  private static final Set<String> FRENCH =
      words(
          "le les un une des du de et est sont était étaient sera ai as a avez ont avait avec pour par sur"
              + " sous dans en au aux ce cet cette ces ça cela mon mes ton tes son sa ses notre nos votre vos"
              + " leur leurs je tu il elle on nous vous ils elles qui que quoi dont où ne pas plus moins très trop"
              + " bien mal mais ou donc car si comme quand aussi alors encore jamais toujours rien tout tous toute"
              + " toutes sans chez entre avant après depuis pendant c'est j'ai n'est qu'il d'un d'une l' d' j' n'"
              + " qu' s' c' m' t' être avoir faire fait dit peut faut vraiment parce bon bonne bravo merci film"
              + " acteur acteurs histoire monde femme homme jour vie temps grand grande petit petite beau belle"
              + " nul nulle même autre autres quel quelle deux trois suis sommes êtes peu beaucoup ici mdr svp"
              + " vive oui non bonjour salut bonsoir félicitations courage honte pays peuple");

  /** Without those that are as frequent in French: il, ma, bel, fil. */
  private static final Set<String> ARABIZI =
      words(
          "w wa fi fel men mel min el l ya yal elli illi eli li lil lel ala 3la 3al bil bech besh"
              + " bach bch beh behi bahi mch mech mouch moch mush mich mish mafama mafamech famma"
              + " fama fema chnoua chnowa chnou chnouwa chnia chneya chniya ach ash wach wesh chkoun chkon"
              + " kifech kifesh kifah kif kifi kima kimma ki alech alesh 3lech 3lach lech wakt wa9t waktech win"
              + " wein wini wen feen barcha barsha bersha yeser yasser bzaf bezzaf bezaf chwaya chwiya"
              + " chwia ena ana enti nti nta inti inta ento houa howa houwa hia hiya houma huma homa a7na ahna"
              + " 7na hna hedha hetha hatha hadha hedhi hethi hathi hedhom hethom haka hakka hak heka hada"
              + " hadi hadou had hadchi dyal dial dyali ta3 taa nta3 mta3 mtaa mte3 mta3i rani rahi rahou"
              + " raho rahom ghir ghi kan ken kanet kenet kol koll klou kolna lkol elkol allah ellah rabi"
              + " rabbi rebi nchallah inchallah inchalah nchalah wallah walah walahi hamdoulah hamdoulillah"
              + " hamdoullah sa7a saha sahha sahbi khouya khoya khouia kho sidi lela lella lalla 7abibi habibi"
              + " labes lebes ahla aslema salam slm sbah mabrouk mabrok tounes tounis tunsi tounsi tounsiya"
              + " maghrib dzair jazair rajel rjel mra nes ness cha3b chaab nheb n7eb nhebek nhebou inti"
              + " bled blad bledi bladi bara barra yezzi yezi zeda zada zid zin zwin zwina mezian mezyan"
              + " mezyana mazyan hlou mlih mli7 mnih tawa tawwa taw toua daba lyoum lyoum ellyoum lioum ghodwa"
              + " ghedwa 8odwa wahed wehed w7ed thnin jdid jdida kbir kbira sghir sghira m3a maa maak m3ak"
              + " m3aya 3andi 3andek andou andek andi chouf chof chouft chaf na3ref naaref n3aref nhar"
              + " lila lil omri 3omri galbi 9albi kalbi yerhmou yer7mou rahma lazem lezem yelzem hek"
              + " mela malla tayara tahfoun ta7foun ta7founa wlh nsh hmdl wled weld bent bnet ommi omi"
              + " baba khir 5ir khayer kheir sbe7 msa masa mabrouka hchicha kahwa 9ahwa ya3tik yaatik"
              + " ya3tek ken feha fih fiha tofla malla mala dima ness flous ghneya ghnaya lkol haja hata hatta"
              + " hal bch weldin weldik yarhm yarhmou nahki nahkiw yhabal yhabbel masset maset mset mosalsel"
              + " tahki yehki nghani tghani karim kalem klem kalam omk omek mochkla mochkelt yhebou nhebou nhebouk"
              + " bladna bledna tahya yahya mahlek mahleha mahlah mahlekom machallah machalah mashallah wahda"
              + " wahdou kamel kemel ahsen ahsan akther aktar hram haram hlel hazin mouhim mohem sa7bi");

  private static final String ACCENTS = "éèêàâçùûîïôœ";

  private static final String[] FRENCH_ENDINGS = {
    "tion", "tions", "ment", "ments", "aient", "ait", "ais", "eux", "euse", "eurs", "eur", "ique",
    "iques", "able", "ables", "isme", "iste", "ance", "ence", "ette", "elle", "aire", "oire", "ez",
    "ons", "aux", "ois", "oir", "ise", "ive", "ille", "esse", "ant", "ants", "ent", "ien", "ienne"
  };

  /** Pairs of consonants that begin French words. */
  private static final Set<String> BEGINNINGS =
      words(
          "bl br ch cl cr dr fl fr gl gr gn ph pl pr ps rh sc sk sl sm sn sp sq st sw th tr vr wh kr kl"
              + " ts tw dj ll");

  private LatinWords() {}

  private static Set<String> words(String list) {
    return Set.copyOf(Arrays.asList(list.split(" ", -1)));
  }

  /**
   * Above 0 for a French word, below for one of Arabizi, 0 for one that may be either or neither.
   */
  static int sign(String word) {
    String w = word.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    if (FRENCH.contains(w)) {
      return 1;
    }
    if (ARABIZI.contains(w) || hasSoundDigit(w)) {
      return -1;
    }
    for (int i = 0; i < w.length(); i++) {
      if (ACCENTS.indexOf(w.charAt(i)) >= 0) {
        return 1;
      }
    }
    if (w.startsWith("hhh") || (w.length() > 2 && hasForeignCluster(w))) {
      return -1;
    }
    for (String ending : FRENCH_ENDINGS) {
      if (w.length() > ending.length() + 2 && w.endsWith(ending)) {
        return 1;
      }
    }
    return 0;
  }

  /** 3, 5, 7, 9 or 2 among letters, and no other digit: not covid19, not mp3. */
  private static boolean hasSoundDigit(String w) {
    boolean found = false;
    for (int i = 0; i < w.length(); i++) {
      char c = w.charAt(i);
      if (c >= '0' && c <= '9') {
        boolean runs = i > 0 && Character.isDigit(w.charAt(i - 1));
        if ("235789".indexOf(c) < 0 || runs) {
          return false;
        }
        found = true;
      }
    }
    return found && w.length() > 2;
  }

  /**
   * kh, gh before a vowel, a doubled a, i or u, w or k where French has none, a cluster in front.
   */
  private static boolean hasForeignCluster(String w) {
    if (w.contains("kh")
        || w.contains("dh")
        || w.contains("aa")
        || w.contains("ii")
        || w.contains("uu")
        || w.contains("iya")
        || w.contains("owa")
        || w.contains("awa")) {
      return true;
    }
    char first = w.charAt(0);
    char second = w.charAt(1);
    return isConsonant(first)
        && isConsonant(second)
        && first != second
        && !BEGINNINGS.contains(w.substring(0, 2));
  }

  private static boolean isConsonant(char c) {
    return c >= 'a' && c <= 'z' && "aeiouy".indexOf(c) < 0;
  }
}
