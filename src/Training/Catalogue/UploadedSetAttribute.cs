namespace Mantissa.Training.Catalogue;

/// <summary>Marks a text parameter as the id of a dataset that somebody uploaded.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UploadedSetAttribute : Attribute;
