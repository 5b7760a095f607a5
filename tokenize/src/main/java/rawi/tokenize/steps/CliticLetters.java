package rawi.tokenize.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which of the letters that begin an Arabic word are clitics. The article is one where two letters
 * are left and the word is none of those it belongs to ({@code الذي}, {@code الله}); ب ك ل are one
 * before the article, a pronoun or a frequent companion; و where two letters are left and the word
 * is none of {@link OwnWaw}; ف before a frequent companion or the article; س before a verb in the
 * present. Words are looked up without hamza on alef and with ي for ى; the article itself is
 * spelled with a bare alef.
 *
 * <p>Source: L. Larkey, L. Ballesteros and M. Connell, Light stemming for Arabic information
 * retrieval (2007), for the conditions of length; the lists are Rawi's own.
 */
final class CliticLetters {
  private static final String ARTICLE = "ال";

  /**
   * What stands in front of a word.
   *
   * @param lost what the spelling leaves out of the word behind it: the alef of {@code للذين}
   */
  record Front(List<Clitic> clitics, String lost) {
    static final Front NONE = new Front(List.of(), "");
  }

  /** So many letters of the word, and their form: behind ل the article has one letter. */
  record Clitic(int letters, String form) {
    static Clitic of(String form) {
      return new Clitic(form.length(), form);
    }
  }

  /** Words that begin with ال and have no article, or one that is never apart. */
  private static final Set<String> NO_ARTICLE =
      words(
          "الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي اللائي الله اللهم الي الا الان"
              + " الف الفا الاف التقي التقيت التقاء التقوا التزم التزام التزامات التزامه التزمت التماس التباس التفات التحاق التحق التفت القي القت الغي الغاء الزام الزامي الزاميه الحاق الهي الهيه الكتروني الكترونيه الكترونيا الكترون الكترونات التهاب التهابات المانيا الماني"
              + " المانيه البرت البانيا الكس الكسندر الي اليه اليها اليهم اليك الينا السا النا");

  /** Their article is a part of them, and loses its alef behind ل. */
  private static final Set<String> RELATIVE =
      words("الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي اللائي");

  /**
   * Words in ل, which two of them begin behind the preposition: {@code للجنة}, {@code للبنان}. Not
   * those that are as likely to have an article ({@code للعب}, but {@code للعبور}).
   */
  private static final Set<String> IN_LAM =
      words(
          "لبنان لبناني لبنانيه لبنانيين ليبيا ليبي ليبيه ليبيين لندن لاهاي لاهور ليون لاتفيا ليتوانيا لوكسمبورغ"
              + " لشبونة ليفربول لوس لويس لينين لوران لقمان ليلى لغة لغات لغته لغتها لغتنا لغوي لغوية لجنة لجان لجنته"
              + " لقاء لقاءات لقائه لقائها لقاح لقاحات لقب لعب لعبة لاعب لاعبين لاعبة لاعبات لاجئ لاجئين لاجئون لاجئات"
              + " لجوء لوحة لوحات لوائح لائحة لون ليل ليلة ليالي لحظة لحظات لحم لحوم لسان لسانه لباس لبس لبن ليبرالية"
              + " ليبراليين لص لصوص لطف لفظ لفت لؤلؤ لواء لوم لوبي");

  private static final Set<String> FATHERS =
      words(
          "والد والده والدي والدها والديه والديها والديهم والدته والدتها والدتي والدين والدان والدهم والدك والدنا"
              + " والدتك والدتهم");

  /** What stands behind ف when it is a conjunction. */
  private static final Set<String> BEHIND_FA =
      words(
          "في قد ان انه انها اني انهم لم لن لا هو هي هم كان كانت ليس ليست ما من علي عند عندما اذا هذا هذه هل"
              + " يجب لو لقد سوف بعد كل اما قال قالت هناك كيف لماذا لابد ربما يمكن تم قط انت انا نحن ذلك مثلا");

  private static final Set<String> OWN_FA = words("فقط");

  /** What stands behind ب, ك or ل besides the article. */
  private static final Set<String> BEHIND_PREPOSITION =
      words(
          "ه ها هم هما هن نا ك كم ي هذا هذه ذلك تلك هولاء ان انه انها انهم اننا كل اي ما شكل سبب عدد سرعه صوره"
              + " طريقه نسبه واسطه فضل قوه شده وضوح سهوله كثير قيمه قياده رياسه حسب استخدام احد احدي اكثر اقل اول"
              + " اجل مده مدينه جميع مثل درجه ذات دون غير مجرد مناسبه اسم اجراء اعتبار يوم ايام مساعده تاريخ"
              + " شان صفه نفس وجود حاجه الله غايه منزله مثابه لا حلول حيث عام"
              + " وسع وسعه صالح فعل مقدار سنوات نحو فتره الا جزء بعضهم خصوص قدر طبيعه جوار رغم مرور اكمله اعتباره"
              + " اعتبارها اعاده عده ذاك هذين");

  /** Words of one piece that the list above would cut. */
  private static final Set<String> OWN_PREPOSITION =
      words("كل كما كم كي كان لما لكم لكن كلا كلما كه كها كهم كنا ككم كك بدايه بضع بعض بضعه بي لي");

  /** Beginnings of words whose س, or ل before ي ت ن, belongs to them. */
  private static final String[] OWN_SIN =
      list(
          "سيار سياس سيد سينما سيطر ستار ستون ستين سيناء سيناريو سياق سياح سياج سيرفر ستوديو سنوات سنوي"
              + " سنتين سنتي سنتر سيول سيرك ستيف سيمون سيبيريا سيتي ستاد ستان سيره سيرته سيرتها سيري سيما سيوف"
              + " سياد سيليكون سيل ستال سنغ سند سنا");

  private static final String[] OWN_LAM =
      list(
          "ليبي ليبرا ليس ليل ليت لين ليون ليف ليز ليك لندن لتر لتوان ليمون ليتوان لينك لينكس لنا لنج");

  private CliticLetters() {}

  private static Set<String> words(String list) {
    return Set.copyOf(Arrays.asList(list(list)));
  }

  private static String[] list(String words) {
    return folded(words).split(" ", -1);
  }

  /**
   * What stands in front of a word that is written in letters alone.
   *
   * @param word as it is written: with a hamza on its alef, ال is no article ({@code ألوان})
   */
  static Front of(String word) {
    String w = folded(word);
    List<Clitic> found = new ArrayList<>(3);
    int at = 0;
    if (isConjunction(word, w)) {
      found.add(Clitic.of(w.substring(0, 1)));
      at = 1;
    }
    if (at == w.length()) {
      return Front.NONE;
    }
    String source = word.substring(at);
    String rest = w.substring(at);
    String lost = "";
    if (rest.startsWith("لل") && rest.length() >= 4) {
      found.add(Clitic.of("ل"));
      String alef = ARTICLE.substring(0, 1);
      if (RELATIVE.contains(alef + rest.substring(1))) {
        lost = alef;
      } else if (!IN_LAM.contains(rest.substring(1))) {
        found.add(new Clitic(1, ARTICLE));
      }
    } else if (isPreposition(source, rest)) {
      found.add(Clitic.of(rest.substring(0, 1)));
      if (hasArticle(source.substring(1), rest.substring(1))) {
        found.add(Clitic.of(ARTICLE));
      }
    } else if (isFuture(rest)) {
      found.add(Clitic.of("س"));
    } else if (hasArticle(source, rest)) {
      found.add(Clitic.of(ARTICLE));
    }
    return new Front(found, lost);
  }

  /** Whether a folded word begins with ال and has no article, or one that is never apart. */
  static boolean isWithoutArticle(String folded) {
    return NO_ARTICLE.contains(folded);
  }

  private static boolean isConjunction(String source, String w) {
    if (w.startsWith("و")) {
      return w.length() >= 3
          && (isHamza(source.charAt(1)) || !(FATHERS.contains(w) || OwnWaw.contains(w)));
    }
    if (!w.startsWith("ف") || OWN_FA.contains(w)) {
      return false;
    }
    String rest = w.substring(1);
    return BEHIND_FA.contains(rest)
        || (hasArticle(source.substring(1), rest) && rest.length() >= 5);
  }

  /** Behind a و that belongs to its word an alef has no hamza. */
  private static boolean isHamza(char c) {
    return c == 'أ' || c == 'إ' || c == 'آ';
  }

  private static boolean isPreposition(String source, String w) {
    if (w.length() < 2 || "بكل".indexOf(w.charAt(0)) < 0 || OWN_PREPOSITION.contains(w)) {
      return false;
    }
    String rest = w.substring(1);
    return BEHIND_PREPOSITION.contains(rest)
        || (rest.length() >= 5 && hasArticle(source.substring(1), rest))
        || (w.charAt(0) == 'ل' && isPresent(w) && !startsWithAny(w, OWN_LAM));
  }

  private static boolean isFuture(String w) {
    return w.charAt(0) == 'س' && isPresent(w) && !startsWithAny(w, OWN_SIN);
  }

  /** A verb in the present behind one letter: its prefix and at least three letters more. */
  private static boolean isPresent(String w) {
    return w.length() >= 5 && "يتن".indexOf(w.charAt(1)) >= 0;
  }

  /** Whether an article begins the word; its alef has no hamza. */
  private static boolean hasArticle(String source, String w) {
    return w.length() >= 4
        && w.startsWith(ARTICLE)
        && (source.charAt(0) == 'ا' || source.charAt(0) == 'ٱ')
        && !NO_ARTICLE.contains(w);
  }

  private static boolean startsWithAny(String w, String[] beginnings) {
    for (String beginning : beginnings) {
      if (w.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  static String folded(String word) {
    StringBuilder out = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      out.append(
          switch (c) {
            case 'أ', 'إ', 'آ', 'ٱ' -> 'ا';
            case 'ى' -> 'ي';
            case 'ة' -> 'ه';
            case 'ؤ' -> 'و';
            case 'ئ' -> 'ي';
            default -> c;
          });
    }
    return out.toString();
  }
}
