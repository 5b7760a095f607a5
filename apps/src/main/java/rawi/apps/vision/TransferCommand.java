package rawi.apps.vision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.nn.Network;
import rawi.nn.Shape;
import rawi.nn.training.Callback;
import rawi.vision.applications.Applications;
import rawi.vision.images.ImageDataset;
import rawi.vision.images.ImageSource;
import rawi.vision.images.ZipImages;

/** {@code rawi vision transfer}: trained weights on other classes, against none. */
@Command(
    name = "transfer",
    mixinStandardHelpOptions = true,
    description =
        "Compares a new head on frozen features, fine-tuning and training from nothing on one set of images.")
public final class TransferCommand implements Callable<Integer> {
  private static final int COLOURS = 3;

  private final Session session;

  @Option(
      names = "--arch",
      paramLabel = "NAME",
      description = "The network (default: ${DEFAULT-VALUE}).")
  private String arch = "mobilenetv2";

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "Its trained weights, as Keras writes them (.h5).")
  private Path weights = Path.of("");

  @Option(
      names = "--train",
      required = true,
      paramLabel = "ZIP",
      description = "Images to learn from: a folder for each class.")
  private Path train = Path.of("");

  @Option(
      names = "--test",
      required = true,
      paramLabel = "ZIP",
      description = "Images to judge on, of the same classes.")
  private Path test = Path.of("");

  @Option(
      names = "--image-size",
      paramLabel = "N",
      description = "Height and width that images are brought to (default: ${DEFAULT-VALUE}).")
  private int imageSize = 96;

  @Option(
      names = "--cut",
      paramLabel = "LAYER",
      description = "Layers behind this one are fine-tuned (default: ${DEFAULT-VALUE}).")
  private String cut = "block_15_add";

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Of the new head (default: ${DEFAULT-VALUE}).")
  private int epochs = 20;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Of the new head, and from nothing (default: ${DEFAULT-VALUE}).")
  private double rate = 0.001;

  @Option(
      names = "--fine-epochs",
      paramLabel = "N",
      description = "Of fine-tuning; 0: none (default: ${DEFAULT-VALUE}).")
  private int fineEpochs = 5;

  @Option(
      names = "--fine-rate",
      paramLabel = "X",
      description = "The learning rate of fine-tuning (default: ${DEFAULT-VALUE}).")
  private double fineRate = 0.0001;

  @Option(
      names = "--scratch-epochs",
      paramLabel = "N",
      description = "Of the network from nothing; 0: none (default: ${DEFAULT-VALUE}).")
  private int scratchEpochs = 0;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images a step (default: ${DEFAULT-VALUE}).")
  private int batch = 64;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many images of each set, evenly from all classes; 0: all.")
  private int limit = 0;

  public TransferCommand(Session session) {
    this.session = session;
  }

  /** A row of the table. */
  private record Row(String stage, double accuracy, double seconds, int epochs, long learnt) {}

  @Override
  public Integer call() {
    Applications application = SummaryCommand.application(arch);
    check();
    try (ImageSource training = ZipImages.open(train);
        ImageSource judged = ZipImages.open(test)) {
      if (!training.classes().equals(judged.classes())) {
        throw new Failure(
            "%s: expected the classes %s of %s, got %s"
                .formatted(test, training.classes(), train, judged.classes()));
      }
      TransferLearning learning =
          new TransferLearning(
              application,
              Shape.of(imageSize, imageSize, COLOURS),
              cut,
              training.classes().size(),
              new TransferLearning.Settings(
                  epochs, rate, fineEpochs, fineRate, scratchEpochs, batch, session.seed()),
              session.kernels());
      List<Row> rows = compare(learning, limited(training), limited(judged));
      if (session.json()) {
        session.print(
            Map.of("arch", application.key(), "test", limited(judged).size(), "rows", rows));
      }
    }
    return 0;
  }

  private void check() {
    requireAtLeast("--image-size", imageSize, 1);
    requireAtLeast("--epochs", epochs, 1);
    requireAtLeast("--fine-epochs", fineEpochs, 0);
    requireAtLeast("--scratch-epochs", scratchEpochs, 0);
    requireAtLeast("--batch-size", batch, 1);
    requireAtLeast("--limit", limit, 0);
  }

  private static void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw new Usage("%s: expected at least %d, got %d".formatted(option, least, value));
    }
  }

  /** Every n-th image, so that classes stay as they are to one another. */
  private ImageSource limited(ImageSource images) {
    int size = images.size();
    return limit == 0 || limit >= size
        ? images
        : images.only(
            IntStream.range(0, limit).map(i -> (int) ((long) i * size / limit)).toArray());
  }

  private List<Row> compare(TransferLearning learning, ImageSource training, ImageSource judged) {
    ImageDataset.Form form = ImageDataset.Form.of(imageSize, imageSize, COLOURS);
    List<Row> rows = new ArrayList<>();
    long start = System.nanoTime();
    Network network = learning.pretrained(weights);
    session.say("computing features of " + training.size() + " images");
    TransferLearning.Features learnt =
        learning.features(network, ImageDataset.inOrder(training, form, batch));
    double computed = since(start);
    TransferLearning.Features unseen =
        learning.features(network, ImageDataset.inOrder(judged, form, batch));
    start = System.nanoTime();
    Network head = learning.head(network);
    learning.trainHead(head, learnt, progress(epochs));
    double headSeconds = computed + since(start);
    rows.add(
        told(
            new Row(
                "frozen features",
                learning.accuracy(head, unseen.means()),
                headSeconds,
                epochs,
                TransferLearning.learnt(head))));
    if (fineEpochs > 0) {
      start = System.nanoTime();
      Network tuned = learning.fineTune(network, head, learnt, progress(fineEpochs));
      double seconds = headSeconds + since(start);
      double accuracy = learning.accuracy(tuned, unseen.maps());
      long numbers = TransferLearning.learnt(tuned);
      rows.add(told(new Row("fine-tuned", accuracy, seconds, fineEpochs, numbers)));
    }
    if (scratchEpochs > 0) {
      start = System.nanoTime();
      Network drawn =
          learning.fromScratch(
              ImageDataset.shuffled(training, form, batch, session.seed()),
              progress(scratchEpochs));
      double seconds = since(start);
      double accuracy =
          learning.accuracy(drawn, learning.prepared(ImageDataset.inOrder(judged, form, batch)));
      long numbers = TransferLearning.learnt(drawn);
      rows.add(told(new Row("from scratch", accuracy, seconds, scratchEpochs, numbers)));
    }
    return rows;
  }

  private List<Callback> progress(int count) {
    return List.of(new Progress(session, count));
  }

  private Row told(Row row) {
    if (!session.json()) {
      session
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-16s accuracy %.4f  %7.1f s  %3d epochs  %,d numbers learnt",
                  row.stage,
                  row.accuracy,
                  row.seconds,
                  row.epochs,
                  row.learnt));
    }
    return row;
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
