package rawi.apps.sentiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.apps.models.StartVectors;
import rawi.apps.sentiment.wide.WidePart;
import rawi.apps.sentiment.wide.WideTraining;
import rawi.embeddings.WordVectors;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.Loss;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.GlobalNorm;
import rawi.nn.training.Callback;
import rawi.nn.training.EarlyStopping;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Evaluation;
import rawi.nn.training.SequenceDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.TrainingState;
import rawi.tokenize.Token;

/** Makes a {@link SentimentModel} from labelled texts. */
public final class SentimentTraining {
  private static final Loss LOSS = new SparseCategoricalCrossentropy();
  private static final String MONITOR = "val_loss";

  private final SentimentOptions options;
  private final Kernels kernels;
  private final List<String> labels;
  private final TextEncoder encoder;
  private final List<LabelledText> train;
  private final List<LabelledText> valid;
  private final Layer network;
  private final SequenceDataset training;
  private final SequenceDataset validation;
  private final EarlyStopping earlyStopping;
  private final Trainer trainer;
  private Validated validated = new Validated(0, 0, 1);

  /**
   * Prepares a run.
   *
   * @param train at least two labels
   * @param valid what is watched to end the run, to join the parts and to fit the temperature
   * @param listeners told of the run's course, after it was decided whether an epoch was the best
   * @throws IllegalArgumentException if there is one class only, or a validation label is unknown
   */
  public SentimentTraining(
      List<LabelledText> train,
      List<LabelledText> valid,
      SentimentOptions options,
      Kernels kernels,
      List<Callback> listeners) {
    this.options = options;
    this.kernels = kernels;
    this.labels = train.stream().map(LabelledText::label).distinct().sorted().toList();
    if (labels.size() < 2) {
      throw new IllegalArgumentException(
          "expected at least two labels, got " + String.join(", ", labels));
    }
    this.encoder =
        TextEncoder.learn(
                train.stream().map(LabelledText::text).toList(),
                options.language(),
                options.minCount(),
                options.maxWords())
            .forNetwork(config());
    this.network =
        config()
            .network(encoder.vocabulary().size())
            .spec()
            .build(Shape.of(Shape.ANY), new Weights(options.seed(), DataType.FLOAT));
    int[] classes = classes(train);
    this.train = train;
    this.valid = valid;
    this.training =
        SequenceDataset.shuffled(
            ids(train), classes, weights(classes), options.batch(), options.seed());
    this.validation = SequenceDataset.inOrder(ids(valid), classes(valid), options.batch());
    this.earlyStopping = new EarlyStopping(MONITOR, options.patience());
    List<Callback> callbacks = new ArrayList<>(List.of(earlyStopping));
    callbacks.addAll(listeners);
    this.trainer =
        new Trainer(
            network,
            LOSS,
            Adam.of(options.learningRate()).withLazyRows(),
            kernels,
            new Trainer.Options(
                options.epochs(), Optional.of(new GlobalNorm(options.clipNorm())), options.seed()),
            callbacks);
  }

  /**
   * Puts vectors learnt elsewhere into the embedding, for the words that have one.
   *
   * @return how many of the vocabulary's words were found, and how many composed of sub-words
   * @throws IllegalArgumentException if the file is broken or its vectors of another length
   */
  public WordVectors.Filled startFrom(Path vectors) {
    INDArray table = network.parameters().get(0).value(); // the embedding comes first
    return StartVectors.fill(vectors, table, encoder.vocabulary());
  }

  /** Goes on from a checkpoint of a run with the same data and options. */
  public void resume(TrainingState state) {
    trainer.resume(state);
  }

  /**
   * Trains both parts to the end and gives the model of the recurrent part's best epoch, joined
   * with the wide part as the validation set likes best ({@link Joint}). With {@link
   * SentimentOptions#refit} the wide part then learns the validation rows too.
   */
  public SentimentModel run() {
    trainer.fit(training, Optional.of(validation));
    Evaluation result = Evaluation.of(network, validation, Optional.of(LOSS), kernels, new Arena());
    Optional<WideTraining> wide =
        options.wideStrength() > 0 ? Optional.of(wide()) : Optional.empty();
    List<double[]> others =
        valid.stream()
            .map(row -> wide.map(fitted -> fitted.part().logits(encoder.tokens(row.text()))))
            .map(logits -> logits.orElseGet(() -> new double[labels.size()]))
            .toList();
    Joint joint =
        wide.isPresent()
            ? Joint.fit(others, result.logits(), result.labels())
            : Joint.fitAlone(result.logits(), result.labels());
    validated =
        new Validated(
            joint.accuracy(others, result.logits(), result.labels()),
            joint.loss(others, result.logits(), result.labels()),
            joint.share());
    Optional<WidePart> part = wide.map(refitted() ? this::refit : WideTraining::part);
    return new SentimentModel(config().with(joint), encoder, network, part, kernels, () -> {});
  }

  private WideTraining wide() {
    int[] classes = classes(train);
    return WideTraining.fit(
        tokens(train),
        classes,
        weights(classes),
        labels.size(),
        WideTraining.Options.of(options.wideStrength()),
        options.seed());
  }

  /** The wide part of the training and the validation rows; what was chosen stays as it is. */
  private WidePart refit(WideTraining chosen) {
    List<LabelledText> all = new ArrayList<>(train);
    all.addAll(valid);
    int[] classes = classes(all);
    return chosen.refit(tokens(all), classes, weights(classes));
  }

  private List<List<Token>> tokens(List<LabelledText> rows) {
    return rows.parallelStream().map(row -> encoder.tokens(row.text())).toList();
  }

  /**
   * How the whole model does on the validation set, before it learns that too.
   *
   * @param loss mean negative log likelihood, at the temperature
   * @param recurrentShare of the recurrent part in the joint logits
   */
  public record Validated(double accuracy, double loss, double recurrentShare) {}

  /** How the model did on the validation set while it had not learnt it. */
  public Validated validated() {
    return validated;
  }

  /** Whether the model that {@link #run} gave has learnt the validation rows since. */
  public boolean refitted() {
    return options.refit() && options.wideStrength() > 0;
  }

  public List<EpochReport> history() {
    return trainer.history();
  }

  /** The epoch whose weights the model has, from 1. */
  public int bestEpoch() {
    return earlyStopping.bestEpoch();
  }

  public List<String> labels() {
    return labels;
  }

  /** Ids in the vocabulary, the two reserved ones included. */
  public int words() {
    return encoder.vocabulary().size();
  }

  private SentimentConfig config() {
    return SentimentConfig.of(options, labels);
  }

  private List<int[]> ids(List<LabelledText> rows) {
    return tokens(rows).parallelStream().map(encoder::ids).toList();
  }

  private int[] classes(List<LabelledText> rows) {
    return rows.stream().mapToInt(row -> classOf(row.label())).toArray();
  }

  private int classOf(String label) {
    int index = labels.indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException(
          "label '%s' was not seen in training; known: %s"
              .formatted(label, String.join(", ", labels)));
    }
    return index;
  }

  /**
   * What each example counts for: the square root of the balanced weight rows / (classes * rows of
   * its class), which lifts rare labels without giving up the frequent ones.
   */
  private double[] weights(int[] classes) {
    int[] counts = new int[labels.size()];
    Arrays.stream(classes).forEach(c -> counts[c]++);
    return Arrays.stream(classes)
        .mapToDouble(c -> Math.sqrt((double) classes.length / (counts.length * counts[c])))
        .toArray();
  }
}
