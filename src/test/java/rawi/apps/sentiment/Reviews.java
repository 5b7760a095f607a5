package rawi.apps.sentiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A few rows to learn quickly, and models that did. */
public final class Reviews {
  static final List<LabelledText> FRENCH =
      List.of(
          new LabelledText("pos", "Un film magnifique, du début à la fin."),
          new LabelledText("neg", "Un repas froid et un serveur désagréable."),
          new LabelledText("pos", "L'acteur est formidable, j'ai ri et pleuré."),
          new LabelledText("neg", "Quelle déception, l'histoire est vide."),
          new LabelledText("pos", "Chambre propre, accueil chaleureux 😊"),
          new LabelledText("neg", "Le téléphone est tombé en panne dès lundi."),
          new LabelledText("pos", "Une musique superbe, je recommande."),
          new LabelledText("neg", "C'est long, bruyant et beaucoup trop cher."),
          new LabelledText("pos", "Aujourd'hui encore, ce livre me touche."),
          new LabelledText("neg", "Je ne reviendrai jamais, tout était sale."));

  static final List<LabelledText> ARABIC =
      List.of(
          new LabelledText("pos", "فيلم رائع من أوله إلى آخره"),
          new LabelledText("neg", "الأكل بارد والنادل لا يبتسم"),
          new LabelledText("pos", "برشة باهي، عجبني الصوت"),
          new LabelledText("neg", "خيبة كبيرة، القصة فارغة"),
          new LabelledText("pos", "غرفة نظيفة واستقبال جميل 😊"),
          new LabelledText("neg", "تعطل الهاتف في أسبوعه الأول"),
          new LabelledText("pos", "موسيقى عذبة أنصح بها الجميع"),
          new LabelledText("neg", "غالي ياسر وما يستاهلش"),
          new LabelledText("pos", "كتاب ممتع ومفيد للأطفال"),
          new LabelledText("neg", "مكان وسخ، لن أعود إليه"));

  private Reviews() {}

  /** Rows as a file holds them, each twice so that its words count as known. */
  public static String lines() {
    List<LabelledText> twice = new ArrayList<>(FRENCH);
    twice.addAll(FRENCH);
    return twice.stream()
        .map(row -> row.label() + "\t" + row.text() + "\n")
        .collect(Collectors.joining());
  }

  /** Writes {@link #lines}. */
  public static Path file(Path folder) {
    try {
      return Files.writeString(folder.resolve("reviews.tsv"), lines());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Arguments of a run that takes a moment. */
  public static Object[] training(Path data, Path out, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("sentiment", "train", "--lang", "fr"));
    arguments.addAll(List.of("--data", data, "--valid", data, "--out", out, "--threads", 1));
    arguments.addAll(List.of("--units", 4, "--embedding-dim", 4));
    arguments.addAll(List.of(more));
    return arguments.toArray();
  }
}
