package rawi.apps.caption;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.caption.features.ImageInputs;
import rawi.nn.Signal;
import rawi.nn.training.Batch;
import rawi.nn.training.Dataset;
import rawi.nn.training.Target;

/**
 * Captions in batches of like length, for {@link rawi.apps.caption.network.CaptionNetwork}. An
 * image stands once in a batch, however many of the captions are about it; where much is computed
 * of an image, its captions stand together. The order is drawn anew each epoch, by the seed and the
 * epoch's number alone.
 *
 * @param captions ids of each, without marks
 * @param images which image each is about
 * @param inputs the images
 * @param start the mark before the first word
 * @param end the mark after the last
 */
record CaptionBatches(
    List<int[]> captions,
    int[] images,
    ImageInputs inputs,
    int start,
    int end,
    int batch,
    Order order)
    implements Dataset {
  private static final int WINDOW = 20; // batches among which captions are sorted by length

  /**
   * In which order, and how often own words are read.
   *
   * @param together whether all captions of an image follow one another
   * @param seed absent: as they stand, sorted by length
   * @param epochs of the training
   */
  record Order(boolean together, Optional<Long> seed, double sampling, int epochs) {
    /** The same each time. */
    static Order sorted(boolean together) {
      return new Order(together, Optional.empty(), 0, 1);
    }

    /** Rises in a line from 0 in the first epoch. */
    double rate(int epoch) {
      return epochs <= 1 ? sampling : sampling * (epoch - 1) / (epochs - 1);
    }
  }

  @Override
  public int examples() {
    return captions.size();
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    List<int[]> batches = cut(epoch);
    double rate = order.seed.isPresent() ? order.rate(epoch) : 0;
    return () -> {
      Iterator<int[]> all = batches.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return all.hasNext();
        }

        @Override
        public Batch next() {
          return batch(all.next(), rate);
        }
      };
    };
  }

  /** Which captions stand in each batch. */
  private List<int[]> cut(int epoch) {
    int[][] groups = groups();
    Random random = new Random(order.seed.orElse(0L) * 1_000_003 + epoch);
    int window = groups.length;
    if (order.seed.isPresent()) {
      shuffle(groups, random);
      window =
          (int) Math.max(1, (long) batch * WINDOW * groups.length / Math.max(1, captions.size()));
    }
    for (int from = 0; from < groups.length; from += window) {
      Arrays.sort(
          groups,
          from,
          Math.min(groups.length, from + window),
          Comparator.comparingDouble(this::meanLength));
    }
    int[] all = Arrays.stream(groups).flatMapToInt(Arrays::stream).toArray();
    int[][] batches = new int[(all.length + batch - 1) / batch][];
    Arrays.setAll(
        batches, b -> Arrays.copyOfRange(all, b * batch, Math.min(all.length, (b + 1) * batch)));
    if (order.seed.isPresent()) {
      shuffle(batches, random);
    }
    return Arrays.asList(batches);
  }

  /** Captions that are not to be separated. */
  private int[][] groups() {
    IntStream all = IntStream.range(0, captions.size());
    if (!order.together) {
      return all.mapToObj(i -> new int[] {i}).toArray(int[][]::new);
    }
    Map<Integer, List<Integer>> byImage =
        all.boxed().collect(groupingBy(i -> images[i], TreeMap::new, toList()));
    return byImage.values().stream()
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private double meanLength(int[] group) {
    return Arrays.stream(group).map(i -> captions.get(i).length).average().orElse(0);
  }

  private static <T> void shuffle(T[] all, Random random) {
    for (int i = all.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T held = all[i];
      all[i] = all[j];
      all[j] = held;
    }
  }

  private Batch batch(int[] members, double rate) {
    int time = Arrays.stream(members).map(m -> captions.get(m).length).max().orElse(0) + 1;
    int[][] before = new int[members.length][time];
    int[][] next = new int[members.length][time];
    float[][] real = new float[members.length][time];
    int[] group = new int[members.length];
    Map<Integer, Integer> groups = new LinkedHashMap<>();
    for (int r = 0; r < members.length; r++) {
      int[] ids = captions.get(members[r]);
      before[r][0] = start;
      System.arraycopy(ids, 0, before[r], 1, ids.length);
      System.arraycopy(ids, 0, next[r], 0, ids.length);
      next[r][ids.length] = end;
      Arrays.fill(real[r], 0, ids.length + 1, 1);
      int count = groups.size();
      group[r] = groups.computeIfAbsent(images[members[r]], image -> count);
    }
    INDArray pictures = inputs.of(groups.keySet().stream().mapToInt(Integer::intValue).toArray());
    INDArray targets = Nd4j.createFromArray(next);
    return Batch.of(
        List.of(
            Signal.of(Nd4j.createFromArray(before), Nd4j.createFromArray(real)),
            Signal.of(targets),
            Signal.of(Nd4j.createFromArray(group)),
            Signal.of(pictures),
            Signal.of(Nd4j.createFromArray((float) rate).reshape(1))),
        List.of(Target.of(targets)));
  }
}
