package rawi.bench;

import java.util.List;

/** Parts of sentences; a sentence takes one of each list. */
final class BenchmarkText {
  static final List<List<String>> FRENCH =
      List.of(
          List.of(
              "Hier soir,",
              "À l'aube,",
              "Depuis 2019,",
              "D'après Mme Trabelsi,",
              "Aujourd'hui encore,",
              "Le 12/05/2024,",
              "Selon l'enquête n° 418,",
              "Au bord du canal,"),
          List.of(
              "l'horlogère",
              "un marchand d'épices",
              "la troupe du théâtre",
              "M. Haddad",
              "notre équipe",
              "quelqu'un",
              "l'institutrice de la rue Pasteur",
              "le chœur des élèves"),
          List.of(
              "n'a pas retrouvé",
              "s'est mis à traduire",
              "avait promis d'examiner",
              "vient de restaurer",
              "racontera peut-être",
              "refuse qu'on déplace",
              "a-t-il vraiment compris",
              "préfère photographier"),
          List.of(
              "les carnets du voyageur",
              "une mosaïque de 1 250 pièces",
              "l'œuvre complète",
              "trois kilos d'oranges à 3,5 €",
              "la vieille locomotive",
              "cette partition-là",
              "le jardin d'en face",
              "des milliers de lettres"),
          List.of(
              "sans que personne s'en aperçoive.",
              "malgré la pluie !",
              "et l'on s'en réjouit.",
              "« pour le plaisir », dit-elle.",
              "à 14h30, comme convenu.",
              "puisqu'il fallait choisir...",
              "chez les voisins ?",
              "jusqu'à la fin de l'été."));

  static final List<List<String>> ARABIC =
      List.of(
          List.of(
              "مساء أمس،",
              "عند الفجر",
              "منذ سنة ٢٠١٩",
              "حسب السيدة الطرابلسي،",
              "واليوم أيضًا",
              "في 12/05/2024",
              "وفق الدراسة رقم 418،",
              "على ضفة القناة"),
          List.of(
              "صانعة الساعات",
              "بائع التوابل",
              "فرقة المسرح",
              "السيد حدّاد",
              "وفريقنا الصغير",
              "أحد الجيران",
              "معلّمة المدرسة القديمة",
              "والجوقة كلّها"),
          List.of(
              "لم تجد",
              "بدأ يترجم",
              "وعدت بأن تفحص",
              "رمّم قبل أيّام",
              "سيروي لنا قصّة",
              "يرفض أن ينقلوا",
              "فهل فهم حقًّا",
              "يفضّل أن يصوّر"),
          List.of(
              "دفاتر المسافر",
              "لوحة من 1250 قطعة",
              "الأعمال الكاملة",
              "ثلاثة كيلوغرامات من البرتقال",
              "القاطرة العتيقة",
              "تلك المعزوفة",
              "الحديقة المقابلة",
              "آلاف الرسائل"),
          List.of(
              "دون أن ينتبه أحد.",
              "رغم المطر !",
              "وقد سُرَّ الجميع بذلك.",
              "«من أجل المتعة» كما قالت.",
              "على الساعة ١٤:٣٠ كما اتّفقنا.",
              "إذ كان لا بدّ من الاختيار...",
              "عند الجيران؟",
              "إلى آخر الصيف."));

  private BenchmarkText() {}
}
