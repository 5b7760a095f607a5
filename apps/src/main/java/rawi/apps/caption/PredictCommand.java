package rawi.apps.caption;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.caption.network.Join;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.models.Limits;
import rawi.apps.report.AttendedWord;
import rawi.apps.report.AttentionPage;
import rawi.apps.report.CaptionedPicture;
import rawi.apps.report.Picture;
import rawi.nn.saving.AtomicFile;
import rawi.vision.images.Image;
import rawi.vision.images.ImageFile;
import rawi.vision.images.ImageFileException;

/** {@code rawi caption predict}. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description =
        "Says what each picture shows. One that cannot be read is named; the others go on.")
final class PredictCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Captions kept open; 1: greedy. Default: the model's.")
  private Optional<Integer> beam = Optional.empty();

  @Option(
      names = "--attention-html",
      paramLabel = "FILE",
      description = "Page to draw on where each word looked, for a model with attention.")
  private Optional<Path> page = Optional.empty();

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "PNG, JPEG, GIF or BMP files.")
  private List<Path> pictures = List.of();

  PredictCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    beam.ifPresent(
        n ->
            Usage.checkOptions(
                () -> {
                  Limits.positive("beam", n);
                  return n;
                }));
    page.ifPresent(AtomicFile::requireWritable);
    int failed = 0;
    List<CaptionedPicture> drawn = new ArrayList<>();
    try (CaptionModel loaded = CaptionFile.read(model, session.kernels(), () -> {})) {
      if (page.isPresent() && loaded.config().decoder().join() != Join.ATTENTION) {
        throw new Failure(
            "%s: --attention-html: looks nowhere; train with --join attention".formatted(model));
      }
      for (Path picture : pictures) {
        if (session.unread()) {
          break;
        }
        try {
          Image image = ImageFile.read(picture);
          Caption caption = loaded.predict(List.of(image), beam.orElse(loaded.beam())).get(0);
          print(picture, caption);
          if (page.isPresent()) {
            drawn.add(drawn(picture, image, caption));
          }
        } catch (ImageFileException e) {
          session.complain(String.valueOf(e.getMessage()));
          failed++;
        }
      }
      write(loaded.lang(), drawn);
    }
    return failed == 0 ? 0 : 1;
  }

  private CaptionedPicture drawn(Path picture, Image image, Caption caption) {
    Caption.Looks looks = caption.looks().orElseThrow();
    return new CaptionedPicture(
        String.valueOf(picture.getFileName()),
        Picture.of(image),
        caption.text(),
        OptionalDouble.of(Math.exp(caption.logProbability())),
        Optional.empty(),
        List.of(),
        IntStream.range(0, caption.words().size())
            .mapToObj(
                i ->
                    new AttendedWord(
                        caption.words().get(i),
                        looks.rows(),
                        looks.columns(),
                        looks.weights().get(i)))
            .toList());
  }

  private void write(String lang, List<CaptionedPicture> drawn) {
    if (page.isEmpty() || drawn.isEmpty()) {
      return;
    }
    try {
      new AttentionPage("Where each word looked", lang, drawn).write(page.get());
    } catch (IOException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  private void print(Path picture, Caption caption) {
    if (session.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("image", picture.toString());
      fields.put("caption", caption.text());
      fields.put("logProbability", caption.logProbability());
      session.print(fields);
      return;
    }
    session
        .out()
        .println(
            String.format(
                Locale.ROOT, "%s\t%.2f\t%s", picture, caption.logProbability(), caption.text()));
  }
}
