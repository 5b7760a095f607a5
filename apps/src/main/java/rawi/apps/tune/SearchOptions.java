package rawi.apps.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.nn.saving.AtomicFile;

/** The options that every search has. */
final class SearchOptions {
  @Option(
      names = "--grid",
      paramLabel = "NAME=V1,V2..",
      description =
          "Values to try of one hyper-parameter; with --random also NAME=LOW..HIGH. Once for each.")
  private List<String> grid = List.of();

  @Option(
      names = "--random",
      paramLabel = "N",
      description =
          "Try N combinations drawn at random instead of all; without --grid of every"
              + " hyper-parameter.")
  private Optional<Integer> random = Optional.empty();

  @Option(
      names = "--folds",
      paramLabel = "K",
      description = "Parts of the data, each judged on once. Default: ${DEFAULT-VALUE}.")
  private int folds = 5;

  @Option(
      names = "--score",
      paramLabel = "NAME",
      description =
          "What is best: accuracy, macro-f1 or loss of classes; perplexity or accuracy of next"
              + " words. Default: the first of them.")
  private Optional<String> score = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder of the journal and of the table results.tsv; the same search goes on where it"
              + " was stopped. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("rawi-tune");

  @Option(
      names = "--plot",
      paramLabel = "F.svg|F.png",
      description =
          "Draw the score against the one hyper-parameter that is varied; against train-share that"
              + " is the learning curve.")
  private Optional<Path> plot = Optional.empty();

  /**
   * What is varied.
   *
   * @param known what may be named
   * @param drawn what a random search varies where nothing is named
   */
  List<Dimension> dimensions(HyperParameters<?> known, HyperParameters<?> drawn) {
    return Usage.check(() -> varied(known, drawn));
  }

  private List<Dimension> varied(HyperParameters<?> known, HyperParameters<?> drawn) {
    List<Dimension> dimensions = new ArrayList<>();
    for (String text : grid) {
      Dimension dimension = Dimension.parse(text, known);
      if (dimensions.stream().anyMatch(d -> d.name().equals(dimension.name()))) {
        throw new IllegalArgumentException(
            "--grid: %s is given twice; name all its values at once".formatted(dimension.name()));
      }
      dimensions.add(dimension);
    }
    if (dimensions.isEmpty() && random.isPresent()) {
      drawn.all().forEach(p -> dimensions.add(Dimension.whole(p)));
    }
    if (dimensions.isEmpty()) {
      throw new IllegalArgumentException(
          "expected --grid NAME=V1,V2 or --random N; the names are "
              + String.join(", ", known.names()));
    }
    return dimensions;
  }

  /** The combinations to try. */
  Candidates candidates(List<Dimension> dimensions, Settings fixed, Session session) {
    return Usage.check(() -> points(dimensions, fixed, session));
  }

  private Candidates points(List<Dimension> dimensions, Settings fixed, Session session) {
    if (random.isEmpty()) {
      return Candidates.grid(dimensions, fixed);
    }
    int wanted = random.get();
    if (wanted < 1) {
      throw new IllegalArgumentException("--random: expected at least 1, got " + wanted);
    }
    Candidates drawn = Candidates.random(dimensions, fixed, wanted, session.seed());
    if (drawn.points().size() < wanted) {
      session.say("there are only %d different combinations".formatted(drawn.points().size()));
    }
    return drawn;
  }

  int folds() {
    if (folds < 2) {
      throw new Usage("--folds: expected at least 2, got " + folds);
    }
    return folds;
  }

  /**
   * What is best.
   *
   * @param known what can be asked for; the first is the default
   */
  Measure measure(List<Measure> known) {
    return score
        .map(name -> Usage.checkOptions(() -> Measure.of(name, known)))
        .orElseGet(() -> known.get(0));
  }

  Optional<SearchPlot> picture(List<Dimension> dimensions) {
    plot.filter(file -> !willBeMade(file)).ifPresent(AtomicFile::requireWritable);
    return plot.map(file -> Usage.check(() -> SearchPlot.of(file, dimensions)));
  }

  /** Whether it lies in the folder of the search, and that is made only now. */
  private boolean willBeMade(Path file) {
    Path folder = out.toAbsolutePath().normalize();
    return !Files.exists(folder) && folder.equals(file.toAbsolutePath().normalize().getParent());
  }

  /** Where the journal and the table go; made if it is not there. */
  Path folder() {
    try {
      return Files.createDirectories(out);
    } catch (IOException e) {
      throw new Failure(out + ": the folder could not be made; name another --out");
    }
  }
}
