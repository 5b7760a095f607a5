package rawi.vision.augmentation;

/** The shape of one image, whose pixels lie row by row with their channels side by side. */
record Frame(int height, int width, int channels) {
  int length() {
    return height * width * channels;
  }
}
