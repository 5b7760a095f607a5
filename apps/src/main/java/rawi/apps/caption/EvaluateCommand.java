package rawi.apps.caption;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rawi.apps.caption.data.CaptionData;
import rawi.apps.caption.data.CaptionSet;
import rawi.apps.caption.data.CaptionedImage;
import rawi.apps.caption.data.Split;
import rawi.apps.caption.data.SystemCaptions;
import rawi.apps.caption.features.Features;
import rawi.apps.caption.scores.CaptionScores;
import rawi.apps.caption.scores.PairedBootstrap;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.models.Limits;
import rawi.nn.saving.AtomicFile;

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

  @Option(
      names = "--captions",
      paramLabel = "F.tsv",
      description = "File to write what is said of each image to: image, caption.")
  private Optional<Path> written = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "F.tsv",
      description =
          "What another system says of the same images, as --captions writes it: tells by paired"
              + " bootstrap whether this one is better, or only lucky in these images.")
  private Optional<Path> against = Optional.empty();

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
    written.ifPresent(AtomicFile::requireWritable);
    Optional<SystemCaptions> other = against.map(SystemCaptions::read);
    CaptionData all = SceneChoice.read(data, session);
    try (CaptionModel loaded = CaptionFile.read(model, session.kernels(), () -> {})) {
      CaptionSet set = all.select(part, loaded.lang());
      // what learnt with its decoder is as good as frozen now; its features are not kept
      Features features = cache.features(loaded.encoder(), data, session);
      Features.Ready ready = features.frozen().of(set.images());
      cache.check(ready.bad(), session);
      List<Caption> captions = loaded.predict(ready.whole(), beam.orElse(loaded.beam()));
      List<List<String>> words = captions.stream().map(Caption::words).toList();
      List<List<List<String>>> references =
          ready.images().stream().map(image -> image.references(loaded.lang())).toList();
      List<PairedBootstrap> compared =
          other
              .map(o -> o.of(ready.images(), against.orElseThrow()))
              .map(said -> PairedBootstrap.all(words, said, references))
              .orElse(List.of());
      print(new Evaluation(CaptionScores.of(words, references), compared), captions);
      written.ifPresent(file -> said(ready.images(), captions).write(file));
    }
    return 0;
  }

  private static SystemCaptions said(List<CaptionedImage> images, List<Caption> captions) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (int i = 0; i < images.size(); i++) {
      rows.put(images.get(i).name(), captions.get(i).text());
    }
    return new SystemCaptions(rows);
  }

  private void print(Evaluation evaluation, List<Caption> captions) {
    if (session.json()) {
      session.print(evaluation.fields());
      return;
    }
    long different = captions.stream().map(Caption::text).distinct().count();
    session.out().println("%d images, %d different captions".formatted(captions.size(), different));
    evaluation.lines().forEach(session.out()::println);
  }
}
