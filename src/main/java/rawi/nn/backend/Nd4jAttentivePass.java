package rawi.nn.backend;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;
import static rawi.nn.backend.Nd4jRecurrence.blocks;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link Kernels#attentive} as plain array operations: every step of every row, then the mask. */
final class Nd4jAttentivePass implements AttentivePass {
  private final AttentiveWeights weights;
  private final AttentiveScan scan;
  private final Nd4jKernels kernels = new Nd4jKernels();
  private final long batch;
  private final INDArray values; // (batch, places, dim)
  private final INDArray keys; // (batch, places, size)
  private final INDArray column; // v, (size, 1)
  private final List<Step> steps = new ArrayList<>();
  private final INDArray output;
  private final INDArray contexts;
  private final INDArray looks;

  /** What one step computed; all (batch, ..). */
  private record Step(
      INDArray real, // (batch, 1)
      INDArray x,
      INDArray h,
      INDArray c,
      INDArray compared, // tanh(K + q), (batch, places, size)
      INDArray alpha,
      INDArray seen, // s
      INDArray gate, // beta, (batch, 1)
      INDArray z,
      INDArray i,
      INDArray f,
      INDArray g,
      INDArray o,
      INDArray y, // tanh(c')
      INDArray nextH,
      INDArray nextC) {}

  Nd4jAttentivePass(AttentiveWeights weights, AttentiveScan scan) {
    this.weights = weights;
    this.scan = scan;
    this.batch = scan.batch();
    this.values = ofRows(scan.values());
    this.keys = ofRows(scan.keys());
    this.column = weights.score().reshape(weights.size(), 1);
    this.output = zeros(weights.units());
    this.contexts = zeros(weights.dim());
    this.looks = zeros(scan.places());
    INDArray h = scan.h();
    INDArray c = scan.c();
    for (int t = 0; t < scan.time(); t++) {
      Step step = step(t, h, c);
      steps.add(step);
      put(output, t, step.nextH.mulColumnVector(step.real));
      put(contexts, t, step.z.mulColumnVector(step.real));
      put(looks, t, step.alpha.mulColumnVector(step.real));
      h = step.nextH;
      c = step.nextC;
    }
  }

  private INDArray zeros(long last) {
    return Nd4j.zeros(scan.x().dataType(), batch, scan.time(), last);
  }

  /** (groups, places, n) for each row. */
  private INDArray ofRows(INDArray grouped) {
    INDArray flat = grouped.reshape('c', grouped.size(0), grouped.size(1) * grouped.size(2));
    return kernels.gather(flat, scan.group()).reshape('c', batch, grouped.size(1), grouped.size(2));
  }

  private static void put(INDArray sequence, int t, INDArray step) {
    sequence.put(new INDArrayIndex[] {all(), point(t), all()}, step);
  }

  private static INDArray at(INDArray sequence, int t) {
    return sequence
        .get(all(), point(t), all())
        .dup('c')
        .reshape(sequence.size(0), sequence.size(2));
  }

  private INDArray real(int t) {
    INDArray real = Nd4j.zeros(scan.x().dataType(), batch, 1);
    for (int r = 0; r < batch; r++) {
      real.putScalar(r, 0, t < scan.lengths()[r] ? 1 : 0);
    }
    return real;
  }

  private Step step(int t, INDArray h, INDArray c) {
    int units = weights.units();
    long places = scan.places();
    INDArray real = real(t);
    INDArray x = at(scan.x(), t);
    INDArray q = h.mmul(weights.queryKernel()).reshape(batch, 1, weights.size());
    INDArray compared = Transforms.tanh(keys.add(q), false);
    INDArray e =
        compared.reshape('c', batch * places, weights.size()).mmul(column).reshape(batch, places);
    INDArray alpha = softmax(e);
    INDArray seen = values.mul(alpha.reshape(batch, places, 1)).sum(1);
    INDArray gate =
        Transforms.sigmoid(
            h.mmul(weights.gateKernel()).addi(weights.gateBias().getDouble(0)), false);
    INDArray z = seen.mulColumnVector(gate);
    INDArray sum =
        x.mmul(weights.kernel())
            .addi(z.mmul(weights.contextKernel()))
            .addi(h.mmul(weights.recurrentKernel()))
            .addiRowVector(weights.bias());
    INDArray i = Transforms.sigmoid(blocks(sum, units, 0, 1), true);
    INDArray f = Transforms.sigmoid(blocks(sum, units, 1, 2), true);
    INDArray g = Transforms.tanh(blocks(sum, units, 2, 3), true);
    INDArray o = Transforms.sigmoid(blocks(sum, units, 3, 4), true);
    INDArray next = f.mul(c).addi(i.mul(g));
    INDArray y = Transforms.tanh(next, true);
    return new Step(
        real,
        x,
        h,
        c,
        compared,
        alpha,
        seen,
        gate,
        z,
        i,
        f,
        g,
        o,
        y,
        blend(real, o.mul(y), h),
        blend(real, next, c));
  }

  private static INDArray softmax(INDArray e) {
    INDArray exponentials = Transforms.exp(e.subColumnVector(e.max(true, 1)), false);
    return exponentials.divColumnVector(exponentials.sum(true, 1));
  }

  /** The new one where it is real, else the one before. */
  private static INDArray blend(INDArray real, INDArray next, INDArray before) {
    return next.mulColumnVector(real).addi(before.mulColumnVector(real.rsub(1)));
  }

  @Override
  public INDArray output() {
    return output;
  }

  @Override
  public INDArray contexts() {
    return contexts;
  }

  @Override
  public INDArray looks() {
    return looks;
  }

  @Override
  public INDArray h() {
    return steps.get(steps.size() - 1).nextH;
  }

  @Override
  public INDArray c() {
    return steps.get(steps.size() - 1).nextC;
  }

  @Override
  public Result backward(
      INDArray dOutput, INDArray dContexts, INDArray dLooks, AttentiveWeights gradients) {
    INDArray dh = Nd4j.zeros(scan.x().dataType(), batch, weights.units());
    INDArray dc = dh.dup();
    INDArray dx = Nd4j.zerosLike(scan.x());
    INDArray dValues = Nd4j.zerosLike(values);
    INDArray dKeys = Nd4j.zerosLike(keys);
    for (int t = scan.time() - 1; t >= 0; t--) {
      Step s = steps.get(t);
      INDArray dNextH = dh.add(at(dOutput, t)).muliColumnVector(s.real);
      INDArray dNextC = dc.mulColumnVector(s.real);
      dNextC.addi(dNextH.mul(s.o).muli(s.y.mul(s.y).rsubi(1)));
      INDArray dSum = gates(s, dNextH, dNextC);
      put(dx, t, dSum.mmul(weights.kernel().transpose()));
      addGradients(s, dSum, gradients);
      INDArray dz = dSum.mmul(weights.contextKernel().transpose());
      dz.addi(at(dContexts, t).muliColumnVector(s.real));
      INDArray dPrevious = dh.mulColumnVector(s.real.rsub(1));
      dPrevious.addi(dSum.mmul(weights.recurrentKernel().transpose()));
      dPrevious.addi(
          look(s, dz, at(dLooks, t).muliColumnVector(s.real), dValues, dKeys, gradients));
      dc = dc.mulColumnVector(s.real.rsub(1)).addi(dNextC.mul(s.f));
      dh = dPrevious;
    }
    return new Result(dx, ofGroups(dValues), ofGroups(dKeys), dh, dc);
  }

  private static INDArray gates(Step s, INDArray dh, INDArray dc) {
    return Nd4j.concat(
        1,
        dc.mul(s.g).muli(s.i).muli(s.i.rsub(1)),
        dc.mul(s.c).muli(s.f).muli(s.f.rsub(1)),
        dc.mul(s.i).muli(s.g.mul(s.g).rsubi(1)),
        dh.mul(s.y).muli(s.o).muli(s.o.rsub(1))); // (batch, 4 units)
  }

  private static void addGradients(Step s, INDArray dSum, AttentiveWeights gradients) {
    gradients.kernel().addi(s.x.transpose().mmul(dSum));
    gradients.contextKernel().addi(s.z.transpose().mmul(dSum));
    gradients.recurrentKernel().addi(s.h.transpose().mmul(dSum));
    gradients.bias().addi(dSum.sum(0));
  }

  /** The way back through z: what flows to h by the gate and the query. */
  private INDArray look(
      Step s,
      INDArray dz,
      INDArray dLooks,
      INDArray dValues,
      INDArray dKeys,
      AttentiveWeights gradients) {
    long places = scan.places();
    INDArray dGate = dz.mul(s.seen).sum(true, 1).muli(s.gate).muli(s.gate.rsub(1)); // (batch, 1)
    gradients.gateKernel().addi(s.h.transpose().mmul(dGate));
    gradients.gateBias().addi(dGate.sumNumber());
    INDArray dSeen = dz.mulColumnVector(s.gate).reshape(batch, 1, weights.dim());
    dValues.addi(s.alpha.reshape(batch, places, 1).mul(dSeen));
    INDArray dAlpha = values.mul(dSeen).sum(2).addi(dLooks); // (batch, places)
    INDArray de =
        dAlpha.subColumnVector(dAlpha.mul(s.alpha).sum(true, 1)).muli(s.alpha); // (batch, places)
    INDArray flat = s.compared.reshape('c', batch * places, weights.size());
    INDArray deColumn = de.dup('c').reshape('c', batch * places, 1);
    gradients.score().addi(flat.transpose().mmul(deColumn).reshape(weights.size()));
    INDArray dCompared =
        deColumn.mmul(column.transpose()).reshape('c', batch, places, weights.size());
    dCompared.muli(s.compared.mul(s.compared).rsubi(1));
    dKeys.addi(dCompared);
    INDArray dq = dCompared.sum(1); // (batch, size)
    gradients.queryKernel().addi(s.h.transpose().mmul(dq));
    return dq.mmul(weights.queryKernel().transpose())
        .addi(dGate.mmul(weights.gateKernel().transpose()));
  }

  /** The sums of rows that share a group. */
  private INDArray ofGroups(INDArray rows) {
    long length = rows.size(1) * rows.size(2);
    INDArray sums = Nd4j.zeros(rows.dataType(), scan.groups(), length);
    kernels.scatterAdd(sums, scan.group(), rows.reshape('c', batch, length));
    return sums.reshape('c', scan.groups(), rows.size(1), rows.size(2));
  }
}
