namespace Mantissa.Training.Catalogue;

/// <summary>Marks a text parameter as a file or folder inside one of <see cref="TrainingEnvironment.DataRoots"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DataPathAttribute : Attribute;
