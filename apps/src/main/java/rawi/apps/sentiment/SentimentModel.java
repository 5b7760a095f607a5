package rawi.apps.sentiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rawi.apps.sentiment.wide.WidePart;
import rawi.nn.Layer;
import rawi.nn.backend.Backend;
import rawi.nn.backend.BackendChoice;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.NvidiaProbe;
import rawi.nn.backend.Workers;
import rawi.nn.metrics.ClassificationReport;
import rawi.nn.metrics.RocCurve;
import rawi.nn.metrics.TemperatureScaling;
import rawi.tokenize.Token;

/**
 * A trained sentiment classifier, ready for use by any number of threads at once.
 *
 * <pre>{@code
 * try (var model = SentimentModel.load(Path.of("fr.rawi"))) {
 *   System.out.println(model.predict("Un film magnifique").label());
 * }
 * }</pre>
 */
public final class SentimentModel implements AutoCloseable {
  /** A text of more tokens is explained by groups of neighbours that share a weight. */
  private static final int MOST_OCCLUSIONS = 512;

  /** Steps spent on explaining a text, about: the longer it is, the larger the groups. */
  private static final int MOST_EXPLAINING_STEPS = 1 << 20;

  private final SentimentConfig config;
  private final TextEncoder encoder;
  private final RecurrentPart recurrent;
  private final Optional<WidePart> wide;
  private final Runnable release;

  /**
   * A model ready for use.
   *
   * @param release run when the model is closed: ends what was started for it alone
   */
  SentimentModel(
      SentimentConfig config,
      TextEncoder encoder,
      Layer network,
      Optional<WidePart> wide,
      Kernels kernels,
      Runnable release) {
    this.config = config;
    this.encoder = encoder;
    this.recurrent = new RecurrentPart(network, encoder.idsPerWord(), kernels);
    this.release = release;
    this.wide = wide;
  }

  SentimentConfig config() {
    return config;
  }

  TextEncoder encoder() {
    return encoder;
  }

  Layer network() {
    return recurrent.network();
  }

  Optional<WidePart> wide() {
    return wide;
  }

  /**
   * Opens a model file on the processor, with a thread for each core.
   *
   * @throws rawi.nn.saving.ModelFileException if it is not a whole sentiment model
   */
  public static SentimentModel load(Path file) {
    Backend.select(BackendChoice.CPU, new NvidiaProbe(Map.of())).start(line -> {});
    int threads = Runtime.getRuntime().availableProcessors();
    Workers workers = new Workers(threads);
    try {
      return SentimentFile.read(file, new CpuKernels(workers), workers::close);
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  /**
   * Judges the model on rows whose labels it knows.
   *
   * @throws IllegalArgumentException if a label is unknown
   */
  public ClassificationReport evaluate(List<LabelledText> rows) {
    return ClassificationReport.of(labels(), probabilities(rows), classes(rows));
  }

  /**
   * The ROC curve of each label against the rest, on rows whose labels it knows.
   *
   * @throws IllegalArgumentException if a label is unknown
   */
  public List<RocCurve> rocCurves(List<LabelledText> rows) {
    return RocCurve.oneVersusRest(probabilities(rows), classes(rows));
  }

  /** An interval for the expected calibration error on rows whose labels it knows. */
  Bootstrap calibration(List<LabelledText> rows, long seed) {
    return Bootstrap.ofCalibration(probabilities(rows), classes(rows), seed);
  }

  private double[][] probabilities(List<LabelledText> rows) {
    return predict(rows.stream().map(LabelledText::text).toList()).stream()
        .map(p -> p.probabilities().values().stream().mapToDouble(v -> v).toArray())
        .toArray(double[][]::new);
  }

  private int[] classes(List<LabelledText> rows) {
    return rows.stream().mapToInt(row -> labels().indexOf(row.label())).toArray();
  }

  /** What the model can answer, in its order. */
  public List<String> labels() {
    return config.labels();
  }

  /** The label of a text. Any text is answered, also an empty one. */
  public Prediction predict(String text) {
    return predict(List.of(text)).get(0);
  }

  /** The labels of many texts, in their order; quicker than one by one. */
  public List<Prediction> predict(List<String> texts) {
    List<List<Token>> tokens = texts.parallelStream().map(encoder::tokens).toList();
    double[][] read = recurrentLogits(tokens.parallelStream().map(encoder::ids).toList());
    List<double[]> others = tokens.parallelStream().map(this::wideLogits).toList();
    List<Prediction> predictions = new ArrayList<>(texts.size());
    for (int i = 0; i < read.length; i++) {
      double[] joint = config.joint().scaled(others.get(i), read[i]);
      predictions.add(prediction(texts.get(i), joint));
    }
    return predictions;
  }

  /** The recurrent part's logits; zeros where they count for nothing. */
  private double[][] recurrentLogits(List<int[]> ids) {
    return config.joint().share() == 0
        ? new double[ids.size()][labels().size()]
        : recurrent.logits(ids);
  }

  /** The wide part's logits; zeros if there is none. */
  private double[] wideLogits(List<Token> tokens) {
    return wide.map(part -> part.logits(tokens)).orElseGet(() -> new double[labels().size()]);
  }

  /** The label of a text and what each of its tokens did to it. */
  public Explanation explain(String text) {
    List<Token> tokens = encoder.tokens(text);
    int[] ids = encoder.ids(tokens);
    int group = group(tokens.size());
    List<int[]> variants = new ArrayList<>(List.of(ids));
    for (int from = 0; from < tokens.size(); from += group) {
      int[] occluded = ids.clone();
      encoder.occlude(occluded, from, Math.min(tokens.size(), from + group));
      variants.add(occluded);
    }
    double[][] read = recurrentLogits(variants);
    double[] other = wideLogits(tokens);
    double[][] shares =
        wide.map(part -> part.contributions(tokens))
            .orElseGet(() -> new double[tokens.size()][labels().size()]);
    double[] joint = config.joint().scaled(other, read[0]);
    Prediction prediction = prediction(text, joint);
    int label = labels().indexOf(prediction.label());
    double whole = logOdds(joint, label);
    List<Explanation.WeightedToken> weighted = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      double[] without = minus(other, shares[i]);
      double[] rest = config.joint().scaled(without, read[1 + i / group]);
      double weight = whole - logOdds(rest, label);
      weighted.add(new Explanation.WeightedToken(token.text(), token.start(), token.end(), weight));
    }
    return new Explanation(prediction, weighted);
  }

  /** Tokens that share a weight, in a text of so many. */
  private static int group(int tokens) {
    int groups = Math.min(MOST_OCCLUSIONS, MOST_EXPLAINING_STEPS / Math.max(1, tokens));
    return Math.max(1, (int) Math.ceil((double) tokens / Math.max(1, groups)));
  }

  private static double[] minus(double[] logits, double[] share) {
    double[] rest = logits.clone();
    for (int k = 0; k < rest.length; k++) {
      rest[k] -= share[k];
    }
    return rest;
  }

  /**
   * What a text is answered.
   *
   * @param logits joint, divided by the temperature
   */
  private Prediction prediction(String text, double[] logits) {
    double[] probabilities = TemperatureScaling.none().probabilities(logits);
    Map<String, Double> named = new LinkedHashMap<>();
    int best = 0;
    for (int k = 0; k < probabilities.length; k++) {
      named.put(labels().get(k), probabilities[k]);
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return new Prediction(text, labels().get(best), named);
  }

  /** log(p / (1 - p)) of a label, which does not saturate as p does. */
  private static double logOdds(double[] scaled, int label) {
    double others = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < scaled.length; k++) {
      if (k != label) {
        double larger = Math.max(others, scaled[k]);
        others = larger + Math.log(Math.exp(others - larger) + Math.exp(scaled[k] - larger));
      }
    }
    return scaled[label] - others;
  }

  /** Frees the weights and ends the threads that {@link #load} started. */
  @Override
  public void close() {
    recurrent.close();
    release.run();
  }
}
