package rawi.nn.training;

import java.util.Map;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;

/** Runs a model over data without training it, and says how it does. */
record Judge(Junction model, Objectives objectives, Kernels kernels, Arena arena) {
  /**
   * Loss, penalties and all, and metrics.
   *
   * @param prefix before each name
   * @throws NumericalFailure if the loss is not a number
   */
  Map<String, Double> results(Dataset data, String prefix) {
    Scoreboard scores = new Scoreboard(objectives);
    CarriedStates carried = new CarriedStates(data, model);
    try (Prefetch batches = new Prefetch(data.epoch(0))) {
      for (int number = 1; batches.hasNext(); number++) {
        String where = "batch " + number;
        try (Batch batch = batches.next()) {
          arena.step(() -> add(batch, carried, scores, where));
        }
      }
    }
    return scores.results(prefix);
  }

  private boolean add(Batch batch, CarriedStates carried, Scoreboard scores, String where) {
    Context context = carried.begin(batch, Context.inference(kernels, arena));
    JunctionPass pass = model.forward(batch.inputs(), context);
    carried.check();
    Objectives.Judged judged = objectives.judge(pass.outputs(), batch, kernels);
    double loss =
        judged.total() + context.penalties().sum() + Regularization.penalty(model.parameters());
    Diagnosis diagnosis = new Diagnosis(model, batch);
    if (!Double.isFinite(loss) || diagnosis.inputSpoilt()) {
      throw diagnosis.of(
          Diagnosis.loss("the loss of held-out data is", loss, where, " in " + where),
          carried.again(context));
    }
    scores.add(loss, judged, pass.outputs(), batch);
    return true;
  }
}
