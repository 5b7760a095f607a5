package rawi.apps.vision;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.nn.Model;
import rawi.nn.Shape;
import rawi.nn.Summary;
import rawi.vision.applications.ApplicationOptions;
import rawi.vision.applications.Applications;

/** {@code rawi vision summary}: the layers of a named network, counted and not allocated. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Lists the layers of a named network and counts what they learn.")
public final class SummaryCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--arch",
      required = true,
      paramLabel = "NAME",
      description = "The network: mobilenetv2, resnet50, vgg16, densenet121 ..")
  private String arch = "";

  @Option(
      names = "--input-shape",
      paramLabel = "HxWxC",
      description = "Of one image, such as 224x224x3; the network's own unless given.")
  private String inputShape = "";

  @Option(names = "--classes", paramLabel = "N", description = "That its top tells apart.")
  private Optional<Integer> classes = Optional.empty();

  @Option(names = "--without-top", description = "Without the layers that name a class.")
  private boolean withoutTop;

  public SummaryCommand(Session session) {
    this.session = session;
  }

  /** What is printed with {@code --json}. */
  private record Json(String arch, long parameters, long trainable, List<Row> layers) {}

  private record Row(
      String name, String type, List<Long> outputShape, long parameters, List<String> from) {}

  @Override
  public Integer call() {
    Applications application = application(arch);
    ApplicationOptions options = Usage.checkOptions(() -> changed(application.defaults()));
    Model model = application.model(defaults -> options);
    Summary summary = Summary.of(model);
    if (session.json()) {
      session.print(
          new Json(
              application.key(),
              summary.parameters(),
              summary.trainable(),
              summary.rows().stream().map(SummaryCommand::row).toList()));
    } else {
      session.out().print(summary.toText().replaceFirst("\"[^\"]*\"", "\"" + arch + "\""));
    }
    return 0;
  }

  private static Row row(Summary.Row row) {
    return new Row(
        row.name(), row.type(), row.outputs().get(0).dims(), row.parameters(), row.from());
  }

  /** The network of a name on the command line. */
  static Applications application(String name) {
    return Applications.named(name)
        .orElseThrow(
            () ->
                new Usage(
                    "--arch: expected one of %s, got '%s'".formatted(Applications.keys(), name)));
  }

  private ApplicationOptions changed(ApplicationOptions defaults) {
    ApplicationOptions options = defaults.includeTop(!withoutTop);
    if (!inputShape.isEmpty()) {
      Shape shape = shape(inputShape);
      options = options.inputShape(shape.dims().get(0), shape.dims().get(1), shape.dims().get(2));
    }
    ApplicationOptions shaped = options;
    return classes.map(shaped::classes).orElse(shaped);
  }

  private static Shape shape(String text) {
    if (!text.matches("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}x[1-9][0-9]{0,3}")) {
      throw new Usage("--input-shape: expected HxWxC such as 224x224x3, got '" + text + "'");
    }
    String[] parts = text.split("x", -1);
    return Shape.of(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }
}
