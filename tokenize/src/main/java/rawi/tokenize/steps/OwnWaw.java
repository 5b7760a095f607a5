package rawi.tokenize.steps;

import java.util.HashSet;
import java.util.Set;

/**
 * Arabic words whose first letter و is a part of them and no conjunction: whole words, each with
 * the endings that its kind takes, never beginnings: {@code ورق} is here and {@code ورقم} is not.
 * They are written without hamza on their letters and with ي for ى and ه for ة, as {@link
 * CliticLetters} folds them. Where a word is as often و and another one, the more frequent reading
 * in reviews decided ({@code وهم} and they, {@code وكرة} and a ball: both cut).
 *
 * <p>Source: K. C. Ryding, A Reference Grammar of Modern Standard Arabic (2005), chapters 7, 12 and
 * 21, for the endings; the list is Rawi's own.
 */
final class OwnWaw {
  /** As they stand, without any ending. */
  private static final String WORDS =
      "واحد واحده واحدا واحدك واش واط واو واع واعي واعيه واعد واعده واتس واتساب واشنطن وارسو وارن وارنر والت وانغ "
          + " وايل وايلد وايلكس وادي واديا وباء وبايي وباييه وبايه وتر وتره وتيره وتاير وثقت وثقوا وثق وثن وثني وثوق"
          + " وجب وجنات وجنتيه وجنتيها وجهاء وجيه وجيها وجيهه وحي وحشني وحشتني وحشتونا وحشتك وحوش وحدي وحدو"
          + " وحدا وحدت وحل وخيم وخيمه ودايع ودي وديه وديا وديع وديعه وديان وراء وراه وراها وراهم وراك"
          + " وراءه وراءها وراءهم ورايه ورايها ورايهم ورم ورما ورمها ورعه ورثه ورطت ورد ورده وردي ورديه وردت وردوا"
          + " ورود وردات وردييه وزراء وزرايه وزرايها وسع وسعه وسعها وسعهم وسعت وسعته وسعتها وسام وسامي وسامه وسامته"
          + " وسخ وسخه وسخا وسخين وسطاء وسطيه وسيم وسيمه وسواس وشك وشيك وشيكه وشيكا وشم وشاح وصي وصايا"
          + " وعي وعيه وعيها وعيهم وعد وعدت وعدوا وعدني وعدتك وعدتني وعدنا وعود وعاء وعايه وعر وعره"
          + " وحدها وحدهم وحدنا وحدكم وضح وضحت وسيع وصخ وصخه وساخه واطي وناسه ودك ودكم واحه واحات ولات وجعني وجعتني"
          + " وغد وفاء وفايه وفايها وفاق وفد وفدا وفدها وفود وفق وفقا وفقت وفقه وفقها وفقك وفقكم وفقهم وفقنا وفيات"
          + " وفاه وفاته وفاتها وفاتهم وقاحه وقاحتهم وقتاش وقتاه وقتلي وقتما وقتذاك وقح وقحه وقحين وقحا وقار"
          + " وقايع وقود وقوده وقودها وقوع وقوعه وقوعها وقوف وكر وكلاء وكلايه وكلايها وليم ولايم وليمه ولاء"
          + " ولدي ولدين ولدان ولع ولوج ولاعه وهب وهج وهله وهمي وهميه وهن وهران ووردبريس وورد وورلد وول وولف"
          + " وولمار وولمارت وودز ووود وولت وولتر وين وينه وينها وينهم وينك وينكم وينو ويب ويكي ويكيبيديا"
          + " ويكيبيدا ويكيليكس ويل ويلي ويلر ويلز ويلزي ويلسون ويليام ويليامز ويليس ويمبلدون ويندوز ويندسور وينستون وينهام"
          + " ويست ويسترن ويستن ويستون ويستمنستر وليفيا ورزازات ورقله وميض ووهان";

  /** With pronouns, a dual, a plural in ين, an adjective in ي. */
  private static final String NOUNS =
      "واجب واضح واسع واقع واثق واقف وارد وافر وافد وازن واقي وجع وجه وجود وجوه وجيز وجدان وحيد وحش وداع ودود"
          + " وريث ورق وزن وزير وسط وسايل وسيط وصف وصول وضع وضوح وطن وظايف وفير وقت وكيل ولد ولاد وليد"
          + " وليدات ولدات وثيق وثايق وحدات وراث وجبات";

  /** Nouns in ة, here without it: with pronouns the ت is written, the plural is in ات. */
  private static final String FEMININE =
      "واجه وارد وثيق وجب وجه وحد وراث ورش ورط ورق وزار وساد وساط وسيل وصاي وصف وصفي وصل وصم وصي وضعي وطا وظيف وقاي وقف وكال ولاد"
          + " ولاي وسطي واقعي وطني وظيفي وجودي وجدي واجب واسع واضح وافد";

  /** In the past, with the ending of the person and of what they act on. */
  private static final String VERBS =
      "وجد وصل وضع وصف وقع وقف ورث وفر وزع وظف وجه ولد وقت واجه وافق واصل";

  private static final String[] NOUN_ENDINGS =
      " ه ها هم هما هن ك كم نا ي يه يا ا ان ين ون يين و".split(" ", -1);
  private static final String[] FEMININE_ENDINGS =
      "ه ته تها تهم تهما تك تكم تنا تي تو تين تان ات اته اتها اتهم اتك اتكم اتنا اتي اتو"
          .split(" ", -1);
  private static final String[] VERB_ENDINGS =
      " ت وا و نا ني ه ها هم ك كم تني تنا ته تها تهم تك تم تو توا وه وها وهم ونا وني ناه ناها لي"
          .split(" ", -1);

  private static final Set<String> ALL = all();

  private OwnWaw() {}

  /** Whether the و of a folded word is its own. */
  static boolean contains(String word) {
    return ALL.contains(word);
  }

  private static Set<String> all() {
    Set<String> all = new HashSet<>(Set.of(WORDS.split(" ", -1)));
    join(NOUNS, NOUN_ENDINGS, all);
    join(FEMININE, FEMININE_ENDINGS, all);
    join(VERBS, VERB_ENDINGS, all);
    return Set.copyOf(all);
  }

  private static void join(String words, String[] endings, Set<String> to) {
    for (String word : words.split(" ", -1)) {
      for (String ending : endings) {
        to.add(word + ending);
      }
    }
  }
}
