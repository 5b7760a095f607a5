package rawi.nn.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;
import rawi.nn.optimizers.Optimizer;

/** All of a run that must be kept to go on with it later: see {@link TrainingState}. */
record Resumable(List<Parameter> parameters, Optimizer.State optimizer, List<Callback> callbacks) {

  /** How it stands, copied. */
  TrainingState state(List<EpochReport> history) {
    Map<String, INDArray> arrays = new HashMap<>();
    Map<String, Double> numbers = new HashMap<>();
    for (Parameter p : parameters) {
      arrays.put("model/" + p.name(), p.value().dup('c'));
    }
    optimizer.arrays().forEach((name, a) -> arrays.put("optimizer/" + name, a.dup('c')));
    for (int i = 0; i < callbacks.size(); i++) {
      String prefix = "callback/" + i + "/";
      Callback.Saved saved = callbacks.get(i).save();
      saved.arrays().forEach((name, a) -> arrays.put(prefix + name, a.dup('c')));
      saved.numbers().forEach((name, v) -> numbers.put(prefix + name, v));
    }
    return new TrainingState(optimizer.iterations(), history, numbers, arrays);
  }

  void restore(TrainingState state) {
    for (Parameter p : parameters) {
      INDArray saved = state.arrays().get("model/" + p.name());
      if (saved == null || !saved.equalShapes(p.value())) {
        throw new IllegalArgumentException("the checkpoint does not fit the model at " + p.name());
      }
      p.value().assign(saved);
    }
    optimizer.restore(state.iterations(), under("optimizer/", state.arrays()));
    for (int i = 0; i < callbacks.size(); i++) {
      String prefix = "callback/" + i + "/";
      callbacks
          .get(i)
          .restore(
              new Callback.Saved(under(prefix, state.numbers()), under(prefix, state.arrays())));
    }
  }

  private static <T> Map<String, T> under(String prefix, Map<String, T> all) {
    Map<String, T> part = new HashMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), value);
          }
        });
    return part;
  }
}
