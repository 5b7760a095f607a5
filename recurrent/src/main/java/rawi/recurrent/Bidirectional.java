package rawi.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Scan;

/**
 * A recurrent layer read forwards and, with weights of its own, backwards, the two outputs merged
 * (Schuster and Paliwal 1997): side by side, (batch, time, 2 units) or the last outputs of each
 * direction, (batch, 2 units).
 *
 * <p>As in Keras: forward weights come first, and so do forward states, given or returned; the
 * backward direction reverses only the real steps, and its sequence comes out in the order of the
 * input; where a sequence is masked, both halves are zero.
 *
 * @param layer what is read in both directions
 * @param merge how the outputs are put together; {@link MergeMode#NONE} gives two
 */
public record Bidirectional(RecurrentSpec layer, MergeMode merge) implements Layer.Spec {
  public Bidirectional {
    if (layer.options().goBackwards()) {
      throw new IllegalArgumentException(
          "Bidirectional: expected a layer that reads forwards, got goBackwards");
    }
  }

  /** Outputs side by side. */
  public Bidirectional(RecurrentSpec layer) {
    this(layer, MergeMode.CONCAT);
  }

  @Override
  public Shape outputShape(Shape input) {
    List<Shape> all = outputShapes(List.of(input));
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          "bidirectional: it has several outputs; use it in a functional model");
    }
    return all.get(0);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    List<Shape> one = layer.outputShapes(inputs.subList(0, 1));
    int states = layer.cell().states();
    layer.checkStates(inputs.subList(1, inputs.size()), 2 * states);
    Shape output = one.get(0);
    List<Shape> all = new ArrayList<>();
    all.add(merge == MergeMode.CONCAT ? output.withLast(2 * output.last()) : output);
    if (merge == MergeMode.NONE) {
      all.add(output);
    }
    if (layer.options().returnState()) {
      all.addAll(Collections.nCopies(2 * states, Shape.of(layer.units())));
    }
    return all;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return build(List.of(input), weights);
  }

  @Override
  public Layer build(List<Shape> inputs, Weights weights) {
    outputShapes(inputs);
    Shape x = inputs.get(0);
    Scan.Masked masked = layer.options().returnSequences() ? Scan.Masked.ZERO : Scan.Masked.REPEAT;
    return new BothDirections(
        this,
        layer.directed(x, weights.in("forward_" + layer.name()), false, masked),
        layer.directed(x, weights.in("backward_" + layer.name()), true, masked));
  }
}
