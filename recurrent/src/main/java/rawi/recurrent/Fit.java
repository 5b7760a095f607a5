package rawi.recurrent;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;

/**
 * What arrays fit a built recurrent layer; others are refused in one line.
 *
 * @param parameters kernel and recurrent_kernel, whose sizes and type decide
 * @param path where it stands in the model
 */
record Fit(RecurrentSpec spec, List<Parameter> parameters, String path) {
  /** The mask, in the input's type; refuses an input that does not fit. */
  Optional<INDArray> mask(Signal in) {
    INDArray x = in.values();
    checkType("an input", x);
    long features = parameters.get(0).value().size(0);
    if (x.rank() != 3 || x.size(2) != features || x.size(1) == 0) {
      throw new IllegalArgumentException(
          "%s: expected (batch, time, %d) with at least one step, got %s"
              .formatted(label(), features, Shape.of(x.shape())));
    }
    return in.checkedMask(label());
  }

  /** Refuses initial states, if there are any, that do not fit the input. */
  void check(List<INDArray> initial, INDArray x) {
    initial.forEach(s -> checkType("initial states", s));
    List<Shape> wanted =
        Collections.nCopies(spec.cell().states(), Shape.of(x.size(0), spec.units()));
    List<Shape> got = initial.stream().map(s -> Shape.of(s.shape())).toList();
    if (!initial.isEmpty() && !got.equals(wanted)) {
      throw new IllegalArgumentException(
          "%s: expected initial states of shapes %s, got %s".formatted(label(), wanted, got));
    }
  }

  private void checkType(String what, INDArray array) {
    DataType own = parameters.get(0).value().dataType();
    if (array.dataType() != own) {
      throw new IllegalArgumentException(
          "%s: expected %s of type %s, as its weights are, got %s; use castTo"
              .formatted(label(), what, own, array.dataType()));
    }
  }

  /** The kind of the layer and its place. */
  String label() {
    String kind = spec.getClass().getSimpleName();
    return path.isEmpty() ? kind : "%s '%s'".formatted(kind, path);
  }
}
