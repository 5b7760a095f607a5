package rawi.nn.backend;

/**
 * What the way there of some rows keeps, for the products over all their steps and for the way
 * back. Each block has a row for each real step of each row, in the order of {@link Packing}; gates
 * are plane by plane.
 */
final class AttentiveTape {
  final Block x; // (steps, features)
  final Block before; // h before each step, (steps, units)
  final Block cells; // c before each step, (steps, units)
  final Block[] gates = new Block[AttentiveMemory.GATES]; // i, f, g, o, (steps, units) each
  final Block queries; // q, (steps, size)
  final Block alphas; // (steps, places)
  final Block seen; // s, (steps, dim)
  final Block betas; // (steps)
  final Block contexts; // z, (steps, dim)

  AttentiveTape(AttentiveMemory memory, int steps, Arena arena) {
    this.x = Block.of(steps, memory.features, arena);
    this.before = Block.of(steps, memory.units, arena);
    this.cells = Block.of(steps, memory.units, arena);
    for (int g = 0; g < gates.length; g++) {
      gates[g] = Block.of(steps, memory.units, arena);
    }
    this.queries = Block.of(steps, memory.size, arena);
    this.alphas = Block.of(steps, memory.places, arena);
    this.seen = Block.of(steps, memory.dim, arena);
    this.betas = Block.of(steps, 1, arena);
    this.contexts = Block.of(steps, memory.dim, arena);
  }
}
