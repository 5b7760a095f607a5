package rawi.nn;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A model's layers and how many numbers they learn, as data; {@link #toText} prints it as Keras
 * does.
 *
 * @param name of the model
 * @param rows in Keras's order
 * @param trainable numbers that an optimizer changes
 * @param frozen all other numbers: of frozen layers, and those that layers keep up themselves
 */
public record Summary(String name, List<Row> rows, long trainable, long frozen) {
  public Summary {
    rows = List.copyOf(rows);
  }

  /**
   * One layer.
   *
   * @param type its class
   * @param outputs of one example
   * @param parameters how many numbers it has; those of a shared layer are counted once
   * @param trainable how many of them an optimizer changes
   * @param from whose output it takes: layer[call][output]
   */
  public record Row(
      String name,
      String type,
      List<Shape> outputs,
      long parameters,
      long trainable,
      List<String> from) {}

  /** Of a model that is built, frozen as it is. */
  public static Summary of(Network network) {
    return of(network.spec().name(), network.parts());
  }

  /** Of a model that is not built: counted from its specs, nothing is allocated. */
  public static Summary of(Junction.Spec spec, Shape... inputs) {
    return of(Network.of(spec, List.of(inputs), Weights.undrawn(DataType.FLOAT)));
  }

  /** Of a graph for the inputs it was declared with. */
  public static Summary of(Model model) {
    return of(Network.of(model, Weights.undrawn(DataType.FLOAT)));
  }

  /** Of a model within a model. */
  public static Summary of(Part part) {
    return of(part.name(), part.parts());
  }

  private static Summary of(String name, List<Part> parts) {
    List<Row> rows = new ArrayList<>();
    for (Part part : parts) {
      long own = sum(part.parameters());
      long learnt = sum(part.parameters().stream().filter(Parameter::trainable).toList());
      rows.add(new Row(part.name(), part.type(), part.outputs(), own, learnt, part.from()));
    }
    List<Parameter> all = parts.stream().flatMap(p -> p.parameters().stream()).distinct().toList();
    long trainable = sum(all.stream().filter(Parameter::trainable).toList());
    return new Summary(name, rows, trainable, sum(all) - trainable);
  }

  private static long sum(List<Parameter> parameters) {
    return parameters.stream().mapToLong(Parameter::size).sum();
  }

  /** All numbers. */
  public long parameters() {
    return trainable + frozen;
  }

  /** The table that Keras prints; the fourth column where the graph is no chain. */
  public String toText() {
    return new SummaryText(this).text();
  }
}
