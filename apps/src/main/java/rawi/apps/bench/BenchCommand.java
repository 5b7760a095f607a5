package rawi.apps.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.nn.Layer;
import rawi.nn.backend.Kernels;
import rawi.recurrent.GRU;
import rawi.recurrent.LSTM;
import rawi.recurrent.SimpleRNN;
import rawi.vision.applications.Applications;

/** {@code rawi bench}: the standard shapes of the performance table. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Times the standard shapes of the performance table; medians in milliseconds.")
public final class BenchCommand implements Callable<Integer> {
  private static final int[] SMALL = {32, 100, 128, 128};
  private static final int[] LARGE = {64, 200, 128, 256};
  private static final int[] ONE = {1, 50, 128, 128};

  private final Session session;
  private final Timing timing;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only rows whose name has one of these in it, such as lstm or varlen.")
  private List<String> only = List.of();

  @Option(
      names = "--shape",
      paramLabel = "B,T,D,H",
      description = "Times the training rows on this shape instead.")
  private String shape = "";

  @Option(
      names = "--growth",
      description =
          "Times how training grows: batch, time or units of the small shape twice and four times.")
  private boolean growth;

  public BenchCommand(Session session) {
    this(session, Timing.STANDARD);
  }

  BenchCommand(Session session, Timing timing) {
    this.session = session;
    this.timing = timing;
  }

  /** A row of the output. */
  private record Row(
      String name, List<Integer> shape, int threads, double medianMs, double minMs, int samples) {}

  @Override
  public Integer call() {
    if (growth && !shape.isEmpty()) {
      throw new Usage("--growth: it has shapes of its own; leave out --shape");
    }
    Map<String, Function<Kernels, Workload>> all =
        growth ? growing() : shape.isEmpty() ? standard() : ofShape();
    List<String> wanted =
        all.keySet().stream()
            .filter(name -> only.isEmpty() || only.stream().anyMatch(name::contains))
            .toList();
    if (wanted.isEmpty()) {
      throw new Usage("--only: expected a part of one of " + String.join(", ", all.keySet()));
    }
    Kernels kernels = session.kernels();
    List<Row> rows =
        wanted.stream()
            .map(name -> measure(Objects.requireNonNull(all.get(name)).apply(kernels)))
            .toList();
    if (session.json()) {
      session.print(Map.of("results", rows));
    }
    return 0;
  }

  private Row measure(Workload workload) {
    session.say("measuring " + workload.name());
    Timing.Result time = timing.measure(workload.work());
    Row row =
        new Row(
            workload.name(),
            workload.shape(),
            session.threads(),
            time.median() / workload.batches(),
            time.minimum() / workload.batches(),
            time.samples());
    if (!session.json()) {
      session
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-18s %-22s %d threads  median %9.3f ms  min %9.3f ms  n %d",
                  row.name(),
                  row.shape(),
                  row.threads(),
                  row.medianMs(),
                  row.minMs(),
                  row.samples()));
    }
    return row;
  }

  private static Map<String, Function<Kernels, Workload>> standard() {
    Map<String, Function<Kernels, Workload>> all = new LinkedHashMap<>();
    training(all, "_S", SMALL);
    training(all, "_M", LARGE);
    all.put("varlen_padded", k -> Workload.varyingLengths("varlen_padded", false, k));
    all.put("varlen_bucketed", k -> Workload.varyingLengths("varlen_bucketed", true, k));
    all.put("infer_lstm", k -> Workload.inference("infer_lstm", LSTM.of(ONE[3]), ONE, k));
    all.put("infer_gru", k -> Workload.inference("infer_gru", GRU.of(ONE[3]), ONE, k));
    all.put(
        "infer_bilstm", k -> Workload.inference("infer_bilstm", Workload.bilstm(ONE[3]), ONE, k));
    all.put("train_mlp", k -> DenseWorkload.training("train_mlp", k));
    all.put("train_nextword", k -> VocabularyWorkload.training("train_nextword", k));
    all.put("infer_nextword", k -> VocabularyWorkload.typing("infer_nextword", k));
    all.put("train_caption", k -> CaptionWorkload.training("train_caption", k));
    all.put("infer_caption", k -> CaptionWorkload.inference("infer_caption", k));
    all.put("conv2d_fwd_bwd", k -> PlaneWorkload.convolution("conv2d_fwd_bwd", k));
    network(all, "resnet50_b1", Applications.RESNET50, 1);
    network(all, "resnet50_b8", Applications.RESNET50, 8);
    network(all, "vgg16_b1", Applications.VGG16, 1);
    network(all, "vgg16_b8", Applications.VGG16, 8);
    network(all, "mobilenetv2_b1", Applications.MOBILENETV2, 1);
    return all;
  }

  private static void network(
      Map<String, Function<Kernels, Workload>> all, String name, Applications which, int batch) {
    all.put(name, k -> PlaneWorkload.forward(name, which, batch, k));
  }

  private Map<String, Function<Kernels, Workload>> ofShape() {
    Map<String, Function<Kernels, Workload>> all = new LinkedHashMap<>();
    training(all, "", sizes());
    return all;
  }

  private static Map<String, Function<Kernels, Workload>> growing() {
    Map<String, Function<Kernels, Workload>> all = new LinkedHashMap<>();
    training(all, "_S", SMALL);
    for (String size : List.of("B", "T", "H")) {
      for (int factor = 2; factor <= 4; factor += 2) {
        int[] larger = SMALL.clone();
        larger["BTDH".indexOf(size)] *= factor;
        training(all, "_%s_x%d".formatted(size, factor), larger);
      }
    }
    return all;
  }

  private static void training(
      Map<String, Function<Kernels, Workload>> all, String suffix, int[] shape) {
    int units = shape[3];
    Map<String, Layer.Spec> layers = new LinkedHashMap<>();
    layers.put("train_lstm", LSTM.of(units));
    layers.put("train_gru", GRU.of(units));
    layers.put("train_rnn", SimpleRNN.of(units));
    layers.put("train_bilstm", Workload.bilstm(units));
    layers.forEach(
        (kind, layer) -> {
          String name = kind + suffix;
          all.put(name, k -> Workload.training(name, layer, shape, k));
        });
  }

  private int[] sizes() {
    String[] parts = shape.split(",", -1);
    int[] sizes = new int[4];
    for (int i = 0; i < sizes.length; i++) {
      if (parts.length != sizes.length || !parts[i].matches("[1-9][0-9]{0,5}")) {
        throw new Usage("--shape: expected B,T,D,H such as 32,100,128,128, got '" + shape + "'");
      }
      sizes[i] = Integer.parseInt(parts[i]);
    }
    return sizes;
  }
}
