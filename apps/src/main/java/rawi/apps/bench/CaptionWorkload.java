package rawi.apps.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.caption.data.CaptionVocabulary;
import rawi.apps.caption.network.CaptionNetwork;
import rawi.apps.caption.network.DecoderConfig;
import rawi.apps.caption.network.Join;
import rawi.apps.caption.network.Search;
import rawi.nn.Context;
import rawi.nn.JunctionPass;
import rawi.nn.Parameter;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.Loss;
import rawi.nn.losses.OutputLoss;
import rawi.nn.losses.Weighting;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.GlobalNorm;
import rawi.nn.optimizers.Optimizer;

/**
 * The rows of the performance table for image captioning, on random features and words: soft
 * attention over 7 x 7 x 1280, LSTM 256, a vocabulary of 5,000, captions as long as Flickr8k's,
 * five of an image.
 */
final class CaptionWorkload {
  private static final int BATCH = 64;
  private static final int BATCHES = 16;
  private static final int EACH = 5; // captions of an image
  private static final int PLACES = 49;
  private static final int CHANNELS = 1280;
  private static final int UNITS = 256;
  private static final int WORDS = 5_000;
  private static final double DROPOUT = 0.3;
  private static final int BEAM = 3;

  private CaptionWorkload() {}

  private static CaptionNetwork network() {
    DecoderConfig config =
        new DecoderConfig(
            Join.ATTENTION,
            WORDS,
            PLACES,
            CHANNELS,
            UNITS,
            UNITS,
            UNITS,
            DROPOUT,
            DROPOUT,
            true,
            1);
    return CaptionNetwork.build(Optional.empty(), config, 1, new Weights(1, DataType.FLOAT));
  }

  /**
   * Whole steps, clipping and Adam and all, on batches as training cuts them, the captions of an
   * image together; an epoch of Flickr8k's 30,000 captions has 469 of them.
   */
  static Workload training(String name, Kernels kernels) {
    CaptionNetwork network = network();
    List<Parameter> parameters = network.parameters();
    Optimizer.State optimizer = Adam.of().start(parameters);
    GlobalNorm clip = new GlobalNorm(1);
    Loss loss = new OutputLoss();
    Arena arena = new Arena();
    List<List<Signal>> batches = batches();
    return new Workload(
        name,
        List.of(BATCH, PLACES, CHANNELS, UNITS, WORDS),
        BATCHES,
        () -> {
          for (List<Signal> inputs : batches) {
            arena.step(
                () -> {
                  JunctionPass pass = network.forward(inputs, Context.training(kernels, arena, 1));
                  Signal out = pass.outputs().get(0);
                  Weighting real = Weighting.none().withMask(out.mask());
                  INDArray d = loss.of(out.values(), out.values(), real, kernels).gradient();
                  pass.backward().apply(List.of(Optional.of(d)));
                  clip.clip(parameters);
                  optimizer.step(kernels);
                  parameters.forEach(Parameter::clearGradient);
                  return true;
                });
          }
        });
  }

  /** A caption of one image with a beam of 3, from its features on; random weights never end it. */
  static Workload inference(String name, Kernels kernels) {
    CaptionNetwork network = network();
    List<String> words = new ArrayList<>();
    for (int i = 0; words.size() < WORDS - 4; i++) {
      words.add("word" + i);
    }
    CaptionVocabulary vocabulary = CaptionVocabulary.of(List.of(words), 1);
    Search search = new Search(BEAM, 12, 0.7, vocabulary);
    INDArray features = features(1);
    return new Workload(
        name,
        List.of(1, PLACES, CHANNELS, UNITS, WORDS),
        1,
        () -> network.tell(features, search, kernels));
  }

  private static INDArray features(int images) {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = new float[images * PLACES * CHANNELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.max(0, random.nextDouble(-1, 1));
    }
    return Nd4j.createFromArray(values).reshape(images, PLACES, CHANNELS);
  }

  /** Lengths N(11.8, 3.7) clipped to 4..30 with both marks; images sorted by those of theirs. */
  static int[] lengths() {
    Random random = new Random(7);
    int[][] images = new int[(BATCH * BATCHES + EACH - 1) / EACH][EACH];
    for (int[] image : images) {
      Arrays.setAll(
          image,
          i -> (int) Math.max(4, Math.min(30, Math.round(11.8 + 3.7 * random.nextGaussian()))));
    }
    Arrays.sort(images, Comparator.comparingInt(image -> Arrays.stream(image).sum()));
    return Arrays.stream(images).flatMapToInt(Arrays::stream).limit(BATCH * BATCHES).toArray();
  }

  private static List<List<Signal>> batches() {
    SplittableRandom random = new SplittableRandom(1);
    int[] lengths = lengths();
    List<List<Signal>> batches = new ArrayList<>();
    for (int from = 0; from < lengths.length; from += BATCH) {
      int[] own = Arrays.copyOfRange(lengths, from, from + BATCH);
      int time = Arrays.stream(own).max().orElseThrow();
      int[][] ids = new int[BATCH][time];
      int[][] next = new int[BATCH][time];
      float[][] real = new float[BATCH][time];
      int[] group = new int[BATCH];
      for (int r = 0; r < BATCH; r++) {
        group[r] = (from + r) / EACH - from / EACH;
        Arrays.fill(real[r], 0, own[r], 1);
        for (int t = 0; t < time; t++) {
          ids[r][t] = random.nextInt(WORDS);
          next[r][t] = random.nextInt(WORDS);
        }
      }
      batches.add(
          List.of(
              Signal.of(Nd4j.createFromArray(ids), Nd4j.createFromArray(real)),
              Signal.of(Nd4j.createFromArray(next)),
              Signal.of(Nd4j.createFromArray(group)),
              Signal.of(features(group[BATCH - 1] + 1)),
              Signal.of(Nd4j.zeros(DataType.FLOAT, 1))));
    }
    return batches;
  }
}
