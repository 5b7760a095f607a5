package rawi.nn.backend;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Blas.Matrix;

/**
 * The arrays of a {@link CpuAttentivePass}, where they lie, and its weights as products take them.
 */
final class AttentiveMemory {
  static final int GATES = 4; // i, f, g, o

  /** Real steps below which a weight is not used often enough to be laid out anew. */
  private static final int OFTEN = 128;

  final AttentiveScan scan;
  final int time;
  final int features;
  final int units;
  final int dim;
  final int size;
  final int places;
  final int[] groups; // of each row of the batch
  final int[] lengths;

  final Block x;
  final Block values;
  final Block keys;
  final Block h;
  final Block c;

  final INDArray output;
  final INDArray contexts;
  final INDArray looks;
  final INDArray lastH;
  final INDArray lastC;

  final GateWeight kernel;
  final GateWeight contextKernel;
  final GateWeight recurrentKernel;
  final GateWeight queryKernel;
  final float[] bias;
  final float[] score;
  final Matrix scoreVector; // v, (size)
  final Matrix gateKernel; // w, (1, units)
  final float gateBias;

  private final AttentiveWeights
      weights; // dense; with the arrays of the scan what keeps them alive
  private final INDArray[] given;

  AttentiveMemory(AttentiveWeights weights, AttentiveScan scan, int steps, Arena arena) {
    this.scan = scan;
    this.time = scan.time();
    this.features = weights.features();
    this.units = weights.units();
    this.dim = weights.dim();
    this.size = weights.size();
    this.places = scan.places();
    this.groups = scan.group();
    this.lengths = scan.lengths();
    this.given =
        new INDArray[] {
          OffHeap.dense(scan.x()),
          OffHeap.dense(scan.values()),
          OffHeap.dense(scan.keys()),
          OffHeap.dense(scan.h()),
          OffHeap.dense(scan.c())
        };
    this.x = Block.of(given[0]);
    this.values = Block.of(given[1]);
    this.keys = Block.of(given[2]);
    this.h = Block.of(given[3]);
    this.c = Block.of(given[4]);
    this.output = zeros(scan.batch(), time, units);
    this.contexts = zeros(scan.batch(), time, dim);
    this.looks = zeros(scan.batch(), time, places);
    this.lastH = zeros(scan.batch(), units);
    this.lastC = zeros(scan.batch(), units);
    this.weights = dense(weights);
    boolean often = steps >= OFTEN;
    this.kernel = GateWeight.of(this.weights.kernel(), GATES, often, arena);
    this.contextKernel = GateWeight.of(this.weights.contextKernel(), GATES, often, arena);
    this.recurrentKernel = GateWeight.of(this.weights.recurrentKernel(), GATES, often, arena);
    this.queryKernel = GateWeight.of(this.weights.queryKernel(), 1, often, arena);
    this.bias = OffHeap.copy(this.weights.bias());
    this.score = OffHeap.copy(this.weights.score());
    this.scoreVector = OffHeap.matrix(this.weights.score());
    this.gateKernel = Matrix.of(OffHeap.pointer(this.weights.gateKernel()), units);
    this.gateBias = this.weights.gateBias().getFloat(0);
  }

  static INDArray zeros(long... shape) {
    return Nd4j.zeros(DataType.FLOAT, shape);
  }

  private static AttentiveWeights dense(AttentiveWeights given) {
    return new AttentiveWeights(
        OffHeap.dense(given.kernel()),
        OffHeap.dense(given.contextKernel()),
        OffHeap.dense(given.recurrentKernel()),
        OffHeap.dense(given.bias()),
        OffHeap.dense(given.queryKernel()),
        OffHeap.dense(given.score()),
        OffHeap.dense(given.gateKernel()),
        OffHeap.dense(given.gateBias()));
  }

  AttentiveWeights weights() {
    return weights;
  }

  /** What was given, zeros in its shape. */
  AttentivePass.Result noGradients() {
    return new AttentivePass.Result(
        zeros(given[0].shape()),
        zeros(given[1].shape()),
        zeros(given[2].shape()),
        zeros(given[3].shape()),
        zeros(given[4].shape()));
  }

  /** Lays out one gate of each weight. */
  void prepare(int gate) {
    kernel.prepare(gate);
    contextKernel.prepare(gate);
    recurrentKernel.prepare(gate);
    queryKernel.prepare(gate);
  }
}
