package rawi.nn;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One forward computation of a {@link Junction} and the way back.
 *
 * @param outputs what it produced
 * @param backward takes dL/d(outputs), adds to parameter gradients and gives dL/d(inputs)
 */
public record JunctionPass(List<Signal> outputs, Backward backward) {
  public JunctionPass {
    outputs = List.copyOf(outputs);
  }

  /** A layer's pass as that of a junction with one input and one output. */
  public static JunctionPass of(Pass pass) {
    return new JunctionPass(
        List.of(pass.output()), d -> List.of(d.get(0).flatMap(pass.backward()::apply)));
  }

  /** The pass of a junction with one input and one output as that of a layer. */
  public Pass asPass() {
    return new Pass(outputs.get(0), d -> backward.apply(List.of(Optional.of(d))).get(0));
  }

  /** From dL/d(outputs) to dL/d(inputs). */
  @FunctionalInterface
  public interface Backward {
    /**
     * Adds to the gradients of the parameters. May be called once: it may write over what the
     * forward pass kept.
     *
     * @param dOutputs one for each output; empty where nothing came back to it. Only to be read:
     *     others may be given the same arrays
     * @return one for each input, shaped as it; empty where the input is not differentiable
     */
    List<Optional<INDArray>> apply(List<Optional<INDArray>> dOutputs);
  }
}
