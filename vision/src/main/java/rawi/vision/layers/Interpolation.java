package rawi.vision.layers;

import rawi.nn.backend.AxisMap;

/** What stands between the places of a plane that is enlarged or shrunk. */
public enum Interpolation {
  /** The value of the nearest place. */
  NEAREST {
    @Override
    public AxisMap map(int inputs, int outputs) {
      return AxisMap.nearest(inputs, outputs);
    }
  },
  /** A mixture of the two nearest along each axis, by distance, between the centres of places. */
  BILINEAR {
    @Override
    public AxisMap map(int inputs, int outputs) {
      return AxisMap.bilinear(inputs, outputs);
    }
  };

  /** One axis of {@code inputs} places read at {@code outputs}. */
  public abstract AxisMap map(int inputs, int outputs);
}
