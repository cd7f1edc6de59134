namespace Mantissa.Training.Datasets.Rooms;

/// <summary>In the order of the dataset's classes.</summary>
internal enum TimeOfDay
{
    Day,
    Dusk,
    Night,
}
