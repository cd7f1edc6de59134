// The processes that these tests start each want a core; side by side they would only measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
