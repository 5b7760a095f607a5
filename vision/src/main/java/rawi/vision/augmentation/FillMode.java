package rawi.vision.augmentation;

/** What stands beyond the edge of an image: a b c d, extended to both sides. */
public enum FillMode {
  /** d c b a | a b c d | d c b a. */
  REFLECT {
    @Override
    int place(int i, int n) {
      int at = Math.floorMod(i, 2 * n);
      return at < n ? at : 2 * n - 1 - at;
    }
  },
  /** a b c d | a b c d | a b c d. */
  WRAP {
    @Override
    int place(int i, int n) {
      return Math.floorMod(i, n);
    }
  },
  /** a a a a | a b c d | d d d d. */
  NEAREST {
    @Override
    int place(int i, int n) {
      return Math.min(Math.max(i, 0), n - 1);
    }
  },
  /** One value everywhere. */
  CONSTANT {
    @Override
    int place(int i, int n) {
      return i >= 0 && i < n ? i : NOWHERE;
    }
  };

  static final int NOWHERE = -1;

  /** Which of 0 .. n-1 stands at i; {@link #NOWHERE}: the constant. */
  abstract int place(int i, int n);
}
