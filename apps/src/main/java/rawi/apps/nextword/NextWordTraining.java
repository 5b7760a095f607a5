package rawi.apps.nextword;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.apps.cli.Failure;
import rawi.apps.models.StartVectors;
import rawi.embeddings.WordVectors;
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.OutputLoss;
import rawi.nn.metrics.Perplexity;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.GlobalNorm;
import rawi.nn.optimizers.schedules.CosineDecay;
import rawi.nn.training.Callback;
import rawi.nn.training.EarlyStopping;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Monitor;
import rawi.nn.training.Objective;
import rawi.nn.training.ReduceLROnPlateau;
import rawi.nn.training.Trainer;
import rawi.nn.training.TrainingState;
import rawi.tokenize.Vocabulary;

/** Makes a {@link NextWordModel} from a text. */
public final class NextWordTraining implements AutoCloseable {
  private static final String MONITOR = "val_loss";
  private static final double HALF = 0.5;
  private static final int CHUNK = 64; // steps of validation that are read at a time

  private final NextWordConfig config;
  private final Vocabulary vocabulary;
  private final LanguageModel network;
  private final Corpus train;
  private final Corpus valid;
  private final SideBySide training;
  private final SideBySide validation;
  private final Kernels kernels;
  private final EarlyStopping earlyStopping;
  private final Trainer trainer;

  private NextWordTraining(
      Corpus train,
      Corpus valid,
      Vocabulary vocabulary,
      NextWordOptions options,
      Kernels kernels,
      List<Callback> listeners) {
    this.train = train;
    this.valid = valid;
    this.vocabulary = vocabulary;
    this.kernels = kernels;
    this.config = NextWordConfig.of(options, vocabulary.size());
    this.network =
        LanguageModel.build(config, vocabulary.size(), new Weights(options.seed(), DataType.FLOAT));
    network.startFrom(shares(vocabulary, train));
    this.training = new SideBySide(train.ids(), options.batch(), options.bptt());
    this.validation = new SideBySide(valid.ids(), options.batch(), CHUNK);
    this.earlyStopping = new EarlyStopping(MONITOR, options.patience());
    List<Callback> callbacks = new ArrayList<>(List.of(earlyStopping));
    if (options.decay() == Decay.PLATEAU) {
      callbacks.add(
          new ReduceLROnPlateau(Monitor.of(MONITOR), new ReduceLROnPlateau.Options(HALF, 1, 0, 0)));
    }
    callbacks.addAll(listeners);
    this.trainer =
        new Trainer(
            network,
            Objective.of(new OutputLoss()).with(Perplexity::new),
            optimizer(options),
            kernels,
            new Trainer.Options(
                options.epochs(), Optional.of(new GlobalNorm(options.clipNorm())), options.seed()),
            callbacks);
  }

  /** How much of the text each token is; those that never came count as if they had once. */
  private static double[] shares(Vocabulary vocabulary, Corpus train) {
    double[] shares = new double[vocabulary.size()];
    for (int id = 0; id < shares.length; id++) {
      shares[id] = Math.max(1.0, vocabulary.count(id)) / train.tokens();
    }
    shares[Corpus.END_ID] = (double) train.lines() / train.tokens();
    return shares;
  }

  private Adam optimizer(NextWordOptions options) {
    long steps = (long) options.epochs() * (training.examples() / training.rows());
    return options.decay() == Decay.COSINE
        ? Adam.of(CosineDecay.of(options.learningRate(), steps))
        : Adam.of(options.learningRate());
  }

  /**
   * Reads the texts, each twice, and prepares a run.
   *
   * @param valid what is watched; empty: every tenth line of the text, which is then not learnt
   * @param listeners told of the run's course, given what identifies its texts
   * @throws Failure if there is nothing to learn or to watch
   */
  public static NextWordTraining of(
      Text train,
      Optional<Text> valid,
      NextWordOptions options,
      Kernels kernels,
      Function<Map<String, Object>, List<Callback>> listeners) {
    LineShare learnt = valid.isPresent() ? LineShare.ALL : LineShare.LEARNT;
    WordCut cut = options.cut();
    Corpus.Counts counts = Corpus.count(train, learnt, cut);
    if (counts.lines() == 0) {
      throw new Failure(train.name() + ": expected text to learn from, got no line with a word");
    }
    Vocabulary vocabulary = Corpus.vocabulary(counts.words(), options);
    if (vocabulary.size() == Corpus.FIRST_WORD) {
      throw new Failure(
          "%s: expected words that are seen %d times, got none; lower --min-count"
              .formatted(train.name(), options.minCount()));
    }
    Corpus learning = Corpus.encode(train, learnt, cut, vocabulary);
    try {
      Corpus watching = watched(train, valid, cut, vocabulary);
      try {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("trainSha256", learning.sha256());
        facts.put("validSha256", watching.sha256());
        return new NextWordTraining(
            learning, watching, vocabulary, options, kernels, listeners.apply(facts));
      } catch (RuntimeException e) {
        watching.close();
        throw e;
      }
    } catch (RuntimeException e) {
      learning.close();
      throw e;
    }
  }

  private static Corpus watched(
      Text train, Optional<Text> valid, WordCut cut, Vocabulary vocabulary) {
    LineShare share = valid.isPresent() ? LineShare.ALL : LineShare.WATCHED;
    Text text = valid.orElse(train);
    Corpus corpus = Corpus.encode(text, share, cut, vocabulary);
    if (corpus.lines() == 0) {
      corpus.close();
      throw new Failure(
          valid.isPresent()
              ? text.name() + ": expected text to watch, got no line with a word"
              : "%s: expected at least 10 lines, to keep every tenth for validation; name a file for it with --valid"
                  .formatted(text.name()));
    }
    return corpus;
  }

  /**
   * Puts vectors learnt elsewhere into the embedding, for the words that have one.
   *
   * @return how many of the vocabulary's words were found, and how many composed of sub-words
   * @throws IllegalArgumentException if the file is broken or its vectors of another length
   */
  public WordVectors.Filled startFrom(Path vectors) {
    return StartVectors.fill(vectors, network.vectors(), vocabulary);
  }

  /** Goes on from a checkpoint of a run with the same data and options. */
  public void resume(TrainingState state) {
    trainer.resume(state);
  }

  /** Trains to the end and gives the model of the best epoch. */
  public NextWordModel run() {
    trainer.fit(training, Optional.of(validation));
    return new NextWordModel(config, vocabulary, network, kernels, () -> {});
  }

  public List<EpochReport> history() {
    return trainer.history();
  }

  /** The epoch whose weights the model has, from 1. */
  public int bestEpoch() {
    return earlyStopping.bestEpoch();
  }

  /** Words that are known. */
  public int words() {
    return vocabulary.size() - Corpus.FIRST_WORD;
  }

  /** Tokens that are learnt from in an epoch, ends of lines included. */
  public long tokens() {
    return train.tokens();
  }

  /** Whether the softmax is an adaptive one, which has vectors of its own. */
  public boolean adaptive() {
    return !config.cutoffs().isEmpty();
  }

  /** Removes the tokens of the texts. */
  @Override
  public void close() {
    train.close();
    valid.close();
  }
}
