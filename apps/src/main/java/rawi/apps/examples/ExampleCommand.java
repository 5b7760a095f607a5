package rawi.apps.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;

/** {@code rawi example}: one of the small networks of a course, or the list of them. */
@Command(
    name = "example",
    mixinStandardHelpOptions = true,
    description = "Runs one of the small networks of a course; without a name, lists them.")
public final class ExampleCommand implements Callable<Integer> {
  private static final List<Example> ALL =
      List.of(
          new RecallExample(),
          new SpellExample(),
          new NamesExample(),
          new TagsExample(),
          new FramesExample(),
          new ReverseExample(),
          new NumbersExample(),
          new GradientExample(),
          new AugmentationExample(),
          new DenoiserExample(),
          new FiltersExample(),
          new ConvolutionExample(),
          new BiasVarianceExample(),
          new PerceptronExample(),
          new LinearExample(),
          new LogisticExample(),
          new BatchSizeExample(),
          new SymmetryExample(),
          new DepthExample(),
          AutoencoderExample.plain(),
          AutoencoderExample.denoising(),
          new VariationalExample(),
          new GanExample(),
          new MnistExample());

  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which. Default: list them.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder for pictures. Default: none are drawn.")
  private Optional<Path> folder = Optional.empty();

  public ExampleCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (name.isEmpty()) {
      list();
      return 0;
    }
    Example example = Usage.check(() -> find(name.get()));
    folder.filter(f -> !Files.isDirectory(f)).ifPresent(this::refuse);
    Outcome outcome = example.run(session, new Pictures(folder));
    if (session.json()) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("example", example.name());
      all.put("figures", outcome.figures());
      all.put("samples", outcome.samples());
      all.put("pictures", outcome.pictures().stream().map(Path::toString).toList());
      session.print(all);
    } else {
      outcome.samples().forEach(session.out()::println);
      outcome
          .figures()
          .forEach((what, figure) -> session.out().println(what + ": " + text(figure)));
      outcome.pictures().forEach(p -> session.out().println("picture: " + p));
    }
    return 0;
  }

  private void refuse(Path path) {
    throw new Failure(path + ": expected a folder for the pictures; make it first");
  }

  private static String text(double figure) {
    return (figure != 0 && Math.abs(figure) < 0.001) || Math.abs(figure) >= 100_000
        ? "%.2e".formatted(figure)
        : "%.3f".formatted(figure);
  }

  private void list() {
    for (Example example : ALL) {
      if (session.json()) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("name", example.name());
        line.put("description", example.description());
        session.print(line);
      } else {
        session.out().println("%-12s %s".formatted(example.name(), example.description()));
      }
    }
  }

  private static Example find(String name) {
    return ALL.stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "example: expected one of %s, got '%s'"
                        .formatted(
                            ALL.stream().map(Example::name).collect(Collectors.joining(", ")),
                            name)));
  }
}
