package rawi.apps.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Network;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.training.Batch;
import rawi.nn.training.Dataset;

/**
 * What a frozen network makes of images, computed once and kept.
 *
 * @param values of each image, row-major
 * @param shape of one image's
 * @param shuffleSeed absent: in order
 */
record ComputedFeatures(
    List<float[]> values, Shape shape, List<Integer> labels, int batch, Optional<Long> shuffleSeed)
    implements Dataset {

  /** One set for each output of the network, in the order of the images. */
  static List<ComputedFeatures> of(Network network, Dataset images, int batch, Kernels kernels) {
    List<Shape> shapes = network.outputs();
    List<List<float[]>> values = new ArrayList<>();
    shapes.forEach(shape -> values.add(new ArrayList<>()));
    List<Integer> labels = new ArrayList<>();
    Arena arena = new Arena();
    for (Batch next : images.epoch(0)) {
      try (next) {
        arena.step(() -> add(network, next, kernels, arena, values));
        labels.addAll(Arrays.stream(next.target().data().asInt()).boxed().toList());
      }
    }
    return IntStream.range(0, shapes.size())
        .mapToObj(
            i ->
                new ComputedFeatures(values.get(i), shapes.get(i), labels, batch, Optional.empty()))
        .toList();
  }

  private static int add(
      Network network, Batch batch, Kernels kernels, Arena arena, List<List<float[]>> values) {
    List<Signal> outputs =
        network.forward(batch.inputs(), Context.inference(kernels, arena)).outputs();
    for (int i = 0; i < outputs.size(); i++) {
      INDArray output = outputs.get(i).values();
      float[] all = output.reshape(1, output.length()).toFloatMatrix()[0];
      int each = all.length / batch.size();
      for (int row = 0; row < batch.size(); row++) {
        values.get(i).add(Arrays.copyOfRange(all, row * each, (row + 1) * each));
      }
    }
    return outputs.size();
  }

  /** The same in another order in each epoch. */
  ComputedFeatures shuffled(long seed) {
    return new ComputedFeatures(values, shape, labels, batch, Optional.of(seed));
  }

  @Override
  public int examples() {
    return values.size();
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    int[] order = order(epoch);
    return () -> batches(order);
  }

  private Iterator<Batch> batches(int... order) {
    return IntStream.range(0, (order.length + batch - 1) / batch)
        .mapToObj(
            i ->
                batch(
                    Arrays.copyOfRange(order, i * batch, Math.min(order.length, (i + 1) * batch))))
        .iterator();
  }

  private int[] order(int epoch) {
    int[] order = IntStream.range(0, values.size()).toArray();
    if (shuffleSeed.isPresent()) {
      Random random = new Random(shuffleSeed.get() * 1_000_003 + epoch);
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
      }
    }
    return order;
  }

  private Batch batch(int... members) {
    int each = values.get(0).length;
    float[] rows = new float[Math.multiplyExact(each, members.length)];
    for (int i = 0; i < members.length; i++) {
      System.arraycopy(values.get(members[i]), 0, rows, i * each, each);
    }
    long[] whole = new long[shape.rank() + 1];
    whole[0] = members.length;
    for (int i = 1; i < whole.length; i++) {
      whole[i] = shape.dims().get(i - 1);
    }
    int[] classes = Arrays.stream(members).map(labels::get).toArray();
    Batch batch =
        new Batch(
            Nd4j.createFromArray(rows).reshape('c', whole),
            Nd4j.createFromArray(classes),
            Optional.empty());
    return batch.ofRows(members);
  }
}
