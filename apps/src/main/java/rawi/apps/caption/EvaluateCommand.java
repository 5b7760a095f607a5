package rawi.apps.caption;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rawi.apps.caption.data.CaptionData;
import rawi.apps.caption.data.CaptionSet;
import rawi.apps.caption.data.Split;
import rawi.apps.caption.features.Features;
import rawi.apps.caption.scores.CaptionScores;
import rawi.apps.caption.scores.Scores;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.models.Limits;

/** {@code rawi caption evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Judges a model on images with captions. The control scores each image's caption for the"
            + " next image: what a model gains over it is what it saw.")
final class EvaluateCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Images with captions, as for train.")
  private Path data = Path.of("");

  @Option(
      names = "--split",
      paramLabel = "train|valid|test",
      description = "Which of them. Default: ${DEFAULT-VALUE}.")
  private String split = "test";

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Captions kept open for each image; 1: greedy. Default: the model's.")
  private Optional<Integer> beam = Optional.empty();

  @Mixin private CacheChoice cache = new CacheChoice();

  EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Split part = Usage.checkOptions(() -> Split.of(split));
    beam.ifPresent(
        n ->
            Usage.checkOptions(
                () -> {
                  Limits.positive("beam", n);
                  return n;
                }));
    CaptionData all = SceneChoice.read(data, session);
    try (CaptionModel loaded = CaptionFile.read(model, session.kernels(), () -> {})) {
      CaptionSet set = all.select(part, loaded.lang());
      // what learnt with its decoder is as good as frozen now; its features are not kept
      Features features = cache.features(loaded.encoder(), data, session);
      Features.Ready ready = features.frozen().of(set.images());
      cache.check(ready.bad(), session);
      List<Caption> captions = loaded.predict(ready.whole(), beam.orElse(loaded.beam()));
      CaptionScores scores =
          CaptionScores.of(
              captions.stream().map(Caption::words).toList(),
              ready.images().stream().map(image -> image.references(loaded.lang())).toList());
      print(scores, captions);
    }
    return 0;
  }

  private void print(CaptionScores scores, List<Caption> captions) {
    if (session.json()) {
      session.print(scores);
      return;
    }
    long different = captions.stream().map(Caption::text).distinct().count();
    session.out().println("%d images, %d different captions".formatted(scores.images(), different));
    session.out().println(String.format(Locale.ROOT, "%-10s %8s %8s", "", "score", "control"));
    Scores own = scores.scores();
    for (Scores.Metric metric : Scores.Metric.values()) {
      session
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-10s %8.4f %8s",
                  metric.toString().toLowerCase(Locale.ROOT),
                  metric.of(own),
                  scores
                      .control()
                      .map(c -> String.format(Locale.ROOT, "%.4f", metric.of(c)))
                      .orElse("-")));
    }
  }
}
