package rawi.apps.sentiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.models.Limits;

/** {@code rawi sentiment faithfulness}. */
@Command(
    name = "faithfulness",
    mixinStandardHelpOptions = true,
    description =
        "Judges explanations: what the label's probability loses without the tokens that pushed"
            + " most towards it, beside what it loses without as many drawn by chance.")
final class FaithfulnessCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "T.tsv",
      description = "Lines of label<TAB>text; the labels are not looked at.")
  private String data = "";

  @Option(
      names = "--texts",
      paramLabel = "N",
      defaultValue = "500",
      description = "Texts at most, the first. Default: ${DEFAULT-VALUE}.")
  private int texts;

  @Option(
      names = "--deleted",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Tokens deleted from a text; texts of no more than these are passed over. Default:"
              + " ${DEFAULT-VALUE}.")
  private int deleted;

  FaithfulnessCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.checkOptions(
        () -> {
          Limits.positive("texts", texts);
          Limits.positive("deleted", deleted);
          return texts;
        });
    try (SentimentModel loaded = SentimentFile.read(model, session.kernels(), () -> {})) {
      List<String> rows =
          LabelledTexts.read(data, session).rows().stream().map(LabelledText::text).toList();
      Faithfulness found = Faithfulness.of(loaded, rows, texts, deleted, session.seed());
      if (session.json()) {
        session.print(found);
      } else {
        session
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "%d texts: without the %d tokens of most weight the label loses %.4f of its"
                        + " probability, without %d by chance %.4f; more by weight in %.1f %%",
                    found.texts(),
                    deleted,
                    found.lostByWeight(),
                    deleted,
                    found.lostByChance(),
                    100 * found.wins()));
      }
    }
    return 0;
  }
}
