package rawi.apps.caption.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Parameter;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.AttentivePass;
import rawi.nn.backend.AttentiveScan;
import rawi.nn.backend.AttentiveWeights;
import rawi.nn.backend.Kernels;

/**
 * An LSTM that looks at an image before each word (Xu and others 2015, sections 3.1.2 and 4.2; the
 * scores are those of Bahdanau and others 2015). For its equations see {@link Kernels#attentive}.
 *
 * <pre>
 * inputs   x (batch, time, features), its mask: the first steps of each row are real
 *          V (images, places, dim), K (images, places, size), the image of each row (batch)
 *          h and c before the first step (batch, units)
 * outputs  h (batch, time, units), z (batch, time, dim), alpha (batch, time, places)
 * </pre>
 *
 * At steps that are masked the outputs are zero, and nothing flows back from them.
 */
final class AttentiveLstm implements Junction {
  private static final int FORGET = 1;

  private final List<Parameter> parameters; // in the order of AttentiveWeights

  private AttentiveLstm(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  /**
   * One with weights of its own. The forget part of the bias begins at one (Jozefowicz and others
   * 2015).
   *
   * @param features length of a word's vector
   * @param dim length of what is seen in one place
   * @param size length of a query
   */
  static AttentiveLstm build(int features, int dim, int size, int units, Weights weights) {
    long columns = 4L * units;
    Parameter bias = weights.create("bias", Initializer.ZEROS, columns);
    for (int j = 0; j < units; j++) {
      bias.value().putScalar((long) FORGET * units + j, 1);
    }
    return new AttentiveLstm(
        List.of(
            weights.create("kernel", Initializer.GLOROT_UNIFORM, features, columns),
            weights.create("context_kernel", Initializer.GLOROT_UNIFORM, dim, columns),
            weights.create("recurrent_kernel", Initializer.ORTHOGONAL, units, columns),
            bias,
            weights.create("query_kernel", Initializer.GLOROT_UNIFORM, units, size),
            weights.create("score", Initializer.GLOROT_UNIFORM, size, 1),
            weights.create("gate_kernel", Initializer.GLOROT_UNIFORM, units, 1),
            weights.create("gate_bias", Initializer.ZEROS, 1)));
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public JunctionPass forward(List<Signal> inputs, Context context) {
    Signal x = inputs.get(0);
    INDArray states = inputs.get(4).values();
    int[] group = inputs.get(3).values().dup('c').data().asInt();
    AttentivePass pass =
        run(
            x.values(),
            lengths(x),
            inputs.get(1).values(),
            inputs.get(2).values(),
            group,
            states,
            inputs.get(5).values(),
            context);
    List<Signal> outputs =
        List.of(
            new Signal(pass.output(), x.mask(), true),
            new Signal(pass.contexts(), x.mask(), true),
            new Signal(pass.looks(), x.mask(), true));
    return new JunctionPass(
        outputs,
        d -> {
          AttentivePass.Result back =
              pass.backward(
                  d.get(0).orElseGet(() -> Nd4j.zerosLike(pass.output())),
                  d.get(1).orElseGet(() -> Nd4j.zerosLike(pass.contexts())),
                  d.get(2).orElseGet(() -> Nd4j.zerosLike(pass.looks())),
                  weights(Parameter::gradient));
          return List.of(
              wanted(x, back.dx()),
              wanted(inputs.get(1), back.dValues()),
              wanted(inputs.get(2), back.dKeys()),
              Optional.empty(), // which image it is
              wanted(inputs.get(4), back.dh()),
              wanted(inputs.get(5), back.dc()));
        });
  }

  private static Optional<INDArray> wanted(Signal input, INDArray d) {
    return input.differentiable() ? Optional.of(d) : Optional.empty();
  }

  /** One run; a step at a time when captions are searched. */
  AttentivePass run(
      INDArray x,
      int[] lengths,
      INDArray values,
      INDArray keys,
      int[] group,
      INDArray h,
      INDArray c,
      Context context) {
    AttentiveScan scan =
        new AttentiveScan(x, lengths, values, keys, group, h, c, context.training());
    return context.kernels().attentive(weights(Parameter::value), scan, context.arena());
  }

  /** What to take of a parameter. */
  @FunctionalInterface
  private interface Part {
    INDArray of(Parameter parameter);
  }

  private AttentiveWeights weights(Part part) {
    List<INDArray> all = parameters.stream().map(part::of).toList();
    return new AttentiveWeights(
        all.get(0),
        all.get(1),
        all.get(2),
        all.get(3),
        all.get(4),
        all.get(5).reshape(all.get(5).length()),
        all.get(6),
        all.get(7));
  }

  /** How many steps of each row are real. */
  private static int[] lengths(Signal x) {
    int batch = (int) x.values().size(0);
    int time = (int) x.values().size(1);
    int[] lengths = new int[batch];
    Arrays.fill(lengths, time);
    x.checkedMask("AttentiveLstm")
        .ifPresent(
            mask -> {
              double[] real = mask.dup('c').data().asDouble();
              for (int r = 0; r < batch; r++) {
                int n = 0;
                while (n < time && real[r * time + n] == 1) {
                  n++;
                }
                for (int t = n; t < time; t++) {
                  if (real[r * time + t] == 1) {
                    throw new IllegalArgumentException(
                        "AttentiveLstm: expected rows that are padded on the right, got a real step %d behind a masked one in row %d"
                            .formatted(t, r));
                  }
                }
                lengths[r] = n;
              }
            });
    return lengths;
  }
}
