package rawi.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.RecurrentPass;
import rawi.nn.backend.Scan;

/**
 * A recurrent layer read forwards and, with weights of its own, backwards, the two outputs side by
 * side on the last axis (Schuster and Paliwal 1997): (batch, time, features) to (batch, time, 2
 * units), or the last outputs of each direction, (batch, 2 units).
 *
 * <p>As in Keras: forward weights come first; the backward direction reverses only the real steps;
 * where a sequence is masked, both halves are zero.
 *
 * @param layer what is read in both directions
 */
public record Bidirectional(RecurrentSpec layer) implements Layer.Spec {
  @Override
  public Shape outputShape(Shape input) {
    Shape one = layer.outputShape(input);
    return one.withLast(2 * one.last());
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    Scan.Masked masked = layer.returnSequences() ? Scan.Masked.ZERO : Scan.Masked.REPEAT;
    return new Built(
        layer.units(),
        layer.returnSequences(),
        layer.directed(input, weights.in("forward_" + layer.name()), false, masked),
        layer.directed(input, weights.in("backward_" + layer.name()), true, masked));
  }

  private record Built(int units, boolean sequences, Direction forward, Direction backward)
      implements Layer {
    @Override
    public List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(forward.parameters());
      all.addAll(backward.parameters());
      return all;
    }

    @Override
    public Pass forward(Signal in, Context context) {
      RecurrentPass ahead = forward.run(in, context);
      RecurrentPass back = backward.run(in, context);
      INDArray y = Nd4j.concat(sequences ? 2 : 1, ahead.output(), back.output());
      Signal out =
          new Signal(
              y,
              sequences ? in.mask() : Optional.empty(),
              in.differentiable() || forward.trainable() || backward.trainable());
      return new Pass(
          out,
          d -> {
            Optional<INDArray> first = forward.back(ahead, half(d, 0), in.differentiable());
            Optional<INDArray> second = backward.back(back, half(d, 1), in.differentiable());
            return first.map(a -> a.addi(second.orElseThrow()));
          });
    }

    private INDArray half(INDArray d, int which) {
      INDArrayIndex columns = interval((long) which * units, (long) (which + 1) * units);
      return sequences
          ? d.get(NDArrayIndex.all(), NDArrayIndex.all(), columns).dup('c')
          : d.get(NDArrayIndex.all(), columns).dup('c');
    }
  }
}
