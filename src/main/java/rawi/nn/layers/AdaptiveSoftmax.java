package rawi.nn.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.VocabularyPass;

/**
 * A softmax for large vocabularies whose ids go from frequent to rare words (Grave and others
 * 2017). The head knows the frequent words and one sign for each cluster of rarer ones; within
 * cluster i a word is found by a softmax of its own, over states brought to units / 4^i numbers:
 *
 * <pre>
 * p(w) = softmax(h H^T + b)[w]                                     w is frequent
 * p(w) = softmax(h H^T + b)[cluster] softmax(h P_i T_i^T + b_i)[w] w is in cluster i
 * </pre>
 *
 * <p>Most tokens need the head alone, so a step costs a small part of {@link FullSoftmax}, and the
 * probabilities are exact: they sum to 1. Weights: kernel (first cutoff + clusters, units) and
 * bias; of each cluster tail_i/projection (units, units / 4^i), tail_i/kernel (its words, units /
 * 4^i) and tail_i/bias.
 *
 * @param words number of ids
 * @param cutoffs the first id of each cluster, rising
 */
public record AdaptiveSoftmax(int words, List<Integer> cutoffs) implements Junction.Spec {
  private static final int SMALLER = 4; // from one cluster to the next

  public AdaptiveSoftmax {
    cutoffs = List.copyOf(cutoffs);
    int before = 0;
    for (int cutoff : cutoffs) {
      if (cutoff <= before || cutoff >= words) {
        throw new IllegalArgumentException(
            "AdaptiveSoftmax: expected cutoffs that rise between 0 and %d, got %s"
                .formatted(words, cutoffs));
      }
      before = cutoff;
    }
    if (cutoffs.isEmpty()) {
      throw new IllegalArgumentException(
          "AdaptiveSoftmax: expected at least one cutoff; without, use FullSoftmax");
    }
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return RealTokens.outputShapes("AdaptiveSoftmax", inputs);
  }

  @Override
  public SoftmaxHead build(List<Shape> inputs, Weights weights) {
    outputShapes(inputs);
    long units = inputs.get(0).last();
    int frequent = cutoffs.get(0);
    long signs = (long) frequent + cutoffs.size();
    Parameter kernel = weights.create("kernel", Initializer.GLOROT_UNIFORM, signs, units);
    Parameter bias = weights.create("bias", Initializer.ZEROS, signs);
    List<Tail> tails = new ArrayList<>();
    long size = units;
    for (int i = 0; i < cutoffs.size(); i++) {
      size = Math.max(1, size / SMALLER);
      int end = i + 1 < cutoffs.size() ? cutoffs.get(i + 1) : words;
      long own = (long) end - cutoffs.get(i);
      Weights of = weights.in("tail_" + (i + 1));
      tails.add(
          new Tail(
              cutoffs.get(i),
              end,
              of.create("projection", Initializer.GLOROT_UNIFORM, units, size),
              of.create("kernel", Initializer.GLOROT_UNIFORM, own, size),
              of.create("bias", Initializer.ZEROS, own)));
    }
    return new Built(words, frequent, kernel, bias, List.copyOf(tails));
  }

  /** A cluster: the ids from one to before another. */
  private record Tail(int from, int end, Parameter projection, Parameter kernel, Parameter bias) {
    List<Parameter> parameters() {
      return List.of(projection, kernel, bias);
    }
  }

  /** The tokens of a batch that are in a cluster. */
  private record TailPass(Tail tail, int[] rows, INDArray x, VocabularyPass pass) {}

  private record Built(int words, int frequent, Parameter kernel, Parameter bias, List<Tail> tails)
      implements SoftmaxHead {
    @Override
    public List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(List.of(kernel, bias));
      tails.forEach(tail -> all.addAll(tail.parameters()));
      return all;
    }

    @Override
    public JunctionPass forward(List<Signal> inputs, Context context) {
      boolean trainable = parameters().stream().anyMatch(Parameter::trainable);
      return RealTokens.pass(
          "AdaptiveSoftmax",
          inputs,
          words,
          trainable,
          context,
          (x, ids) -> losses(x, ids, context));
    }

    private RealTokens.Losses losses(INDArray x, int[] ids, Context context) {
      int[] signs = Arrays.stream(ids).map(this::sign).toArray();
      VocabularyPass head = FullSoftmax.pass(x, signs, kernel, bias, context);
      INDArray losses = head.losses().reshape(ids.length, 1);
      List<TailPass> passes = new ArrayList<>();
      for (Tail tail : tails) {
        int[] rows =
            IntStream.range(0, ids.length)
                .filter(r -> ids[r] >= tail.from && ids[r] < tail.end)
                .toArray();
        if (rows.length > 0) {
          INDArray own = context.kernels().gather(x, rows);
          INDArray small = context.kernels().product(own, tail.projection.value());
          int[] within = Arrays.stream(rows).map(r -> ids[r] - tail.from).toArray();
          VocabularyPass pass = FullSoftmax.pass(small, within, tail.kernel, tail.bias, context);
          context.kernels().scatterAdd(losses, rows, pass.losses().reshape(rows.length, 1));
          passes.add(new TailPass(tail, rows, own, pass));
        }
      }
      return new RealTokens.Losses(losses, d -> back(head, passes, d, context));
    }

    private INDArray back(VocabularyPass head, List<TailPass> passes, INDArray d, Context context) {
      INDArray dx = FullSoftmax.back(head, d, kernel, bias);
      for (TailPass p : passes) {
        INDArray own = context.kernels().gather(d.reshape('c', d.length(), 1), p.rows);
        INDArray dSmall =
            FullSoftmax.back(p.pass, own.reshape(p.rows.length), p.tail.kernel, p.tail.bias);
        if (p.tail.projection.trainable()) {
          context.kernels().addTransposedProduct(p.x, dSmall, p.tail.projection.gradient());
        }
        context
            .kernels()
            .scatterAdd(
                dx, p.rows, context.kernels().productTransposed(dSmall, p.tail.projection.value()));
      }
      return dx;
    }

    /** What the head says of a word: the word, or its cluster. */
    private int sign(int id) {
      int sign = id;
      for (int i = 0; i < tails.size(); i++) {
        sign = id >= tails.get(i).from ? frequent + i : sign;
      }
      return sign;
    }

    @Override
    public INDArray logProbabilities(INDArray x, Context context) {
      INDArray head = context.kernels().logProbabilities(x, kernel.value(), bias.value());
      INDArray all = Nd4j.createUninitialized(x.dataType(), x.size(0), words);
      columns(all, 0, frequent).assign(columns(head, 0, frequent));
      for (int i = 0; i < tails.size(); i++) {
        Tail tail = tails.get(i);
        INDArray small = context.kernels().product(x, tail.projection.value());
        INDArray within =
            context.kernels().logProbabilities(small, tail.kernel.value(), tail.bias.value());
        INDArray cluster = columns(head, frequent + i, frequent + i + 1).reshape(x.size(0), 1);
        columns(all, tail.from, tail.end).assign(within.addColumnVector(cluster));
      }
      return all;
    }

    @Override
    public void startFrom(double[] shares) {
      double[] signs = Arrays.copyOf(shares, frequent + tails.size());
      for (int i = 0; i < tails.size(); i++) {
        Tail tail = tails.get(i);
        double[] own = Arrays.copyOfRange(shares, tail.from, tail.end);
        signs[frequent + i] = Arrays.stream(own).sum();
        FullSoftmax.setLogs(tail.bias, own);
      }
      FullSoftmax.setLogs(bias, signs);
    }

    private static INDArray columns(INDArray a, int from, int end) {
      return a.get(NDArrayIndex.all(), NDArrayIndex.interval(from, end));
    }
  }
}
