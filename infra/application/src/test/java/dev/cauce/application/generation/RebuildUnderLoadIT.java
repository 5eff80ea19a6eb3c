package dev.cauce.application.generation;

class RebuildUnderLoadIT extends RebuildUnderLoad {

    @Override
    int queriesPerSecond() {
        return 40;
    }

    @Override
    int accounts() {
        return 30;
    }
}
