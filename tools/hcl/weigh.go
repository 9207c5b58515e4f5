package main

import (
	"github.com/zclconf/go-cty/cty"
)

// weighShallow spends what a value costs by itself, without its elements, and refuses strings and numbers that are too large.
func (m *module) weighShallow(value cty.Value) {
	value, _ = value.Unmark()
	if value == cty.NilVal || !value.IsKnown() || value.IsNull() {
		return
	}
	switch t := value.Type(); {
	case t == cty.String:
		m.weighText(len(value.AsString()))
	case t == cty.Number:
		if number := value.AsBigFloat(); number.IsInf() || number.MantExp(nil) > maxExponent || number.MantExp(nil) < -maxExponent {
			panic(exhausted{"a number is too large"})
		}
	case t.IsTupleType() || t.IsObjectType() || t.IsListType() || t.IsMapType() || t.IsSetType():
		m.budget.spend(value.LengthInt())
	}
}

func (m *module) weighText(size int) {
	if size > maxString {
		panic(exhausted{"a string is too long"})
	}
	m.budget.spend(size / 64)
}

// weigh spends what a value costs with all its elements. Elements that are shared are counted each time: whoever walks over
// the value meets them each time.
func (m *module) weigh(value cty.Value) {
	m.weighShallow(value)
	value, _ = value.Unmark()
	if value == cty.NilVal || !value.CanIterateElements() {
		return
	}
	for it := value.ElementIterator(); it.Next(); {
		_, element := it.Element()
		m.weigh(element)
	}
}

// weightOf is what weigh would spend, and false where that is more than one attribute may.
func (m *module) weightOf(value cty.Value) (weight int, bearable bool) {
	attribute, module := m.budget.attribute, m.budget.module
	defer func() {
		if caught := recover(); caught != nil {
			if _, is := caught.(exhausted); !is {
				panic(caught)
			}
			weight, bearable = maxSteps, false
		}
		m.budget.attribute = attribute
	}()
	m.budget.attribute = maxSteps / 2
	m.weigh(value)
	return module - m.budget.module, true
}
