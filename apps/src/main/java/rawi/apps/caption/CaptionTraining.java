package rawi.apps.caption;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.caption.data.CaptionTokens;
import rawi.apps.caption.data.CaptionVocabulary;
import rawi.apps.caption.data.CaptionedImage;
import rawi.apps.caption.features.Features;
import rawi.apps.caption.features.ImageEncoder;
import rawi.apps.caption.features.ImageInputs;
import rawi.apps.caption.network.CaptionNetwork;
import rawi.apps.caption.network.DecoderConfig;
import rawi.apps.caption.network.Join;
import rawi.apps.caption.network.Search;
import rawi.apps.cli.Failure;
import rawi.apps.models.StartVectors;
import rawi.embeddings.WordVectors;
import rawi.nn.Network;
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.OutputLoss;
import rawi.nn.metrics.Perplexity;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.GlobalNorm;
import rawi.nn.optimizers.schedules.CosineDecay;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Objective;
import rawi.nn.training.Trainer;
import rawi.nn.training.TrainingState;

/** Makes a {@link CaptionModel} from images with captions. */
public final class CaptionTraining {
  private static final double AFTER_TEXT = 3;

  private final CaptionConfig config;
  private final CaptionOptions options;
  private final CaptionVocabulary vocabulary;
  private final ImageEncoder encoder;
  private final CaptionNetwork network;
  private final Kernels kernels;
  private final CaptionBatches training;
  private final CaptionBatches validation;
  private final Optional<CaptionBatches> text;
  private final BestEpoch best;
  private final Trainer trainer;

  /**
   * What is learnt, and what is watched.
   *
   * @param lang of the captions
   * @param train images to learn, ready
   * @param valid images to watch, ready
   * @param text captions without images that teach the language first; may be none
   */
  public record Material(
      String lang, Features.Ready train, Features.Ready valid, List<String> text) {
    public Material {
      text = List.copyOf(text);
    }
  }

  /**
   * Prepares a run.
   *
   * @param encoder that made the images ready; if it learns, its weights will be trained
   * @param listeners told of the run's course, after it was decided whether an epoch was the best
   * @param say told the scores of validation, where they are watched
   * @throws Failure if there is no image or no word to learn
   */
  public CaptionTraining(
      Material material,
      ImageEncoder encoder,
      CaptionOptions options,
      Kernels kernels,
      List<Callback> listeners,
      Consumer<String> say) {
    this.options = options;
    this.encoder = encoder;
    this.kernels = kernels;
    List<List<String>> texts = material.text.stream().map(CaptionTokens::of).toList();
    List<List<String>> all = new ArrayList<>(captions(material.train.images(), material.lang));
    all.addAll(texts);
    this.vocabulary = CaptionVocabulary.of(all, options.minCount());
    requireSomething(material);
    this.config = config(material.lang);
    Optional<Network> learning =
        encoder.identity().isEmpty() ? Optional.of(encoder.network()) : Optional.empty();
    this.network =
        CaptionNetwork.build(
            learning,
            config.decoder(),
            options.members(),
            new Weights(options.seed(), DataType.FLOAT));
    this.training = batches(material.train, material.lang, true);
    this.validation = batches(material.valid, material.lang, false);
    this.text = texts.isEmpty() ? Optional.empty() : Optional.of(textBatches(texts));
    network.startFrom(shares(text.map(t -> t.captions()).orElse(training.captions())));
    this.best =
        new BestEpoch(
            options.watch(),
            options.patience(),
            () -> predictions(inputs(material.valid)),
            material.valid.images().stream().map(i -> i.references(material.lang)).toList(),
            say);
    List<Callback> callbacks = new ArrayList<>(List.of(best));
    callbacks.addAll(listeners);
    long steps = (training.examples() + options.batch() - 1L) / options.batch();
    this.trainer =
        trainer(
            Adam.of(CosineDecay.of(rate(), steps * options.epochs())),
            options.epochs(),
            options.seed(),
            callbacks);
  }

  private Trainer trainer(Adam adam, int epochs, long seed, List<Callback> callbacks) {
    return new Trainer(
        network,
        Objective.of(new OutputLoss()).with(Perplexity::new),
        adam,
        kernels,
        new Trainer.Options(epochs, Optional.of(new GlobalNorm(options.clipNorm())), seed),
        callbacks);
  }

  /** Who knows the language already is changed more gently, not to forget it. */
  private double rate() {
    return text.isPresent() ? options.learningRate() / AFTER_TEXT : options.learningRate();
  }

  private void requireSomething(Material material) {
    if (material.train.images().isEmpty() || material.valid.images().isEmpty()) {
      throw new Failure(
          "captions: expected images to learn and to watch that can be read, got %d and %d"
              .formatted(material.train.images().size(), material.valid.images().size()));
    }
    if (options.watch() == Watched.CIDER && material.valid.images().size() < 2) {
      throw new Failure(
          "captions: CIDEr-D is 0 for a single image to watch; choose --watch loss or bleu");
    }
    if (vocabulary.size() <= vocabulary.end() + 1) {
      throw new Failure(
          "captions: expected words that are seen %d times, got none; lower --min-count"
              .formatted(options.minCount()));
    }
  }

  private CaptionConfig config(String lang) {
    return new CaptionConfig(
        lang,
        encoder.name(),
        encoder.preprocessing(),
        encoder.identity(),
        new DecoderConfig(
            options.join(),
            vocabulary.size(),
            encoder.places(),
            encoder.channels(),
            options.units(),
            options.embeddingDim(),
            options.attentionDim(),
            options.dropout(),
            options.imageDropout(),
            options.tied(),
            options.evenness()),
        options.members(),
        options.beam(),
        options.lengthPower(),
        options.maxWords());
  }

  private static List<List<String>> captions(List<CaptionedImage> images, String lang) {
    return images.stream().flatMap(image -> image.references(lang).stream()).toList();
  }

  /** The images as the join takes them. */
  private ImageInputs inputs(Features.Ready ready) {
    return options.join() == Join.ATTENTION ? ready.whole() : ready.means();
  }

  private CaptionBatches batches(Features.Ready ready, String lang, boolean learnt) {
    List<int[]> ids = new ArrayList<>();
    List<Integer> images = new ArrayList<>();
    for (int i = 0; i < ready.images().size(); i++) {
      for (List<String> caption : ready.images().get(i).references(lang)) {
        if (!caption.isEmpty()) {
          ids.add(vocabulary.encode(caption));
          images.add(i);
        }
      }
    }
    CaptionBatches.Order order =
        learnt
            ? new CaptionBatches.Order(
                together(), Optional.of(options.seed()), options.sampling(), options.epochs())
            : CaptionBatches.Order.sorted(together());
    return new CaptionBatches(
        ids,
        images.stream().mapToInt(Integer::intValue).toArray(),
        inputs(ready),
        vocabulary.start(),
        vocabulary.end(),
        options.batch(),
        order);
  }

  /** Whether so much is computed of an image that it is to be once for all of its captions. */
  private boolean together() {
    return options.join() == Join.ATTENTION || encoder.identity().isEmpty();
  }

  /** Captions of nothing: of an image of one place whose features are all zero. */
  private CaptionBatches textBatches(List<List<String>> texts) {
    List<int[]> ids = texts.stream().filter(t -> !t.isEmpty()).map(vocabulary::encode).toList();
    ImageInputs nothing =
        new ImageInputs() {
          @Override
          public INDArray of(int... images) {
            return Nd4j.zeros(DataType.FLOAT, images.length, 1, encoder.channels());
          }

          @Override
          public int size() {
            return 1;
          }
        };
    CaptionBatches.Order order =
        new CaptionBatches.Order(false, Optional.of(options.seed()), 0, options.textEpochs());
    return new CaptionBatches(
        ids,
        new int[ids.size()],
        nothing,
        vocabulary.start(),
        vocabulary.end(),
        options.batch(),
        order);
  }

  /** How much of the captions each word is; those that never came count as if they had once. */
  private double[] shares(List<int[]> captions) {
    double[] shares = new double[vocabulary.size()];
    Arrays.fill(shares, 1);
    double total = shares.length;
    for (int[] ids : captions) {
      for (int id : ids) {
        shares[id]++;
      }
      shares[vocabulary.end()]++;
      total += ids.length + 1;
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= total;
    }
    return shares;
  }

  /**
   * Puts vectors learnt elsewhere into the embeddings, for the words that have one.
   *
   * @return how many of the vocabulary's words were found, and how many composed of sub-words
   * @throws IllegalArgumentException if the file is broken or its vectors of another length
   */
  public WordVectors.Filled startFrom(Path vectors) {
    return network.vectors().stream()
        .map(table -> StartVectors.fill(vectors, table, vocabulary.words()))
        .reduce((first, second) -> first)
        .orElseThrow();
  }

  /** Whether there are captions without images to be learnt first. */
  public boolean hasText() {
    return text.isPresent();
  }

  /**
   * Teaches the decoders their language, before {@link #run}; nothing where there is no text. A run
   * that is resumed has it in its weights.
   *
   * @param from where an interrupted one ended
   * @param listeners told of its course
   */
  public void learnText(Optional<TrainingState> from, List<Callback> listeners) {
    text.ifPresent(
        captions -> {
          long steps = (captions.examples() + options.batch() - 1L) / options.batch();
          Adam adam =
              Adam.of(CosineDecay.of(options.textLearningRate(), steps * options.textEpochs()));
          Trainer reading = trainer(adam, options.textEpochs(), options.seed() + 1, listeners);
          from.ifPresent(reading::resume);
          reading.fit(captions, Optional.empty());
        });
  }

  /** Goes on from a checkpoint of a run with the same data and options. */
  public void resume(TrainingState state) {
    trainer.resume(state);
  }

  /** Trains to the end and gives the model of the best epoch. */
  public CaptionModel run() {
    trainer.fit(training, Optional.of(validation));
    return model();
  }

  private CaptionModel model() {
    return new CaptionModel(config, vocabulary, encoder, network, kernels, () -> {});
  }

  /** What the network says now of some images. */
  private List<List<String>> predictions(ImageInputs inputs) {
    ImageInputs features =
        encoder.identity().isEmpty() ? new EncodedNow(inputs, encoder, kernels) : inputs;
    Search search =
        new Search(options.beam(), options.maxWords(), options.lengthPower(), vocabulary);
    return network.tell(features, search, kernels).stream()
        .map(spoken -> vocabulary.decode(spoken.ids()))
        .toList();
  }

  public List<EpochReport> history() {
    return trainer.history();
  }

  /** The epoch whose weights the model has. */
  public EpochReport best() {
    return history().get(best.epoch() - 1);
  }

  /** Scores of the epoch whose weights the model has, where they were watched. */
  public Optional<Double> bestScore() {
    return best.score();
  }

  /** Words that are known. */
  public int words() {
    return vocabulary.size() - vocabulary.end() - 1;
  }

  /** Captions that are learnt from in an epoch. */
  public int captions() {
    return training.examples();
  }

  /** Words and ends of an epoch. */
  public long tokens() {
    return IntStream.range(0, training.captions().size())
        .mapToLong(i -> training.captions().get(i).length + 1L)
        .sum();
  }

  /** How many numbers are learnt. */
  public long parameters() {
    return network.parameters().stream().filter(p -> p.trainable()).mapToLong(p -> p.size()).sum();
  }
}
