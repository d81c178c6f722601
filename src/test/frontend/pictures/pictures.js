/*
 * Draws a model with the viewers of bpmn.io and tells where everything on the drawing came to lie: shapes by their
 * bounds, edges by their points, and texts by the room that their letters really take.
 */
(function () {
  'use strict'

  function stage(width, height) {
    document.body.innerHTML = ''
    const container = document.createElement('div')
    container.style.cssText = `width:${width}px;height:${height}px`
    document.body.append(container)
    return container
  }

  /** Turns a box on the screen into one in the drawing's own coordinates. */
  function onDrawing(viewer, box) {
    const canvas = viewer.get('canvas')
    const view = canvas.viewbox()
    const stage = canvas.getContainer().getBoundingClientRect()
    return {
      x: view.x + (box.left - stage.left) / view.scale,
      y: view.y + (box.top - stage.top) / view.scale,
      width: box.width / view.scale,
      height: box.height / view.scale
    }
  }

  function boxes(viewer, graphics, selector) {
    return Array.from(graphics.querySelectorAll('.djs-visual ' + selector))
      .map(part => ({ text: part.textContent.trim(), ...onDrawing(viewer, part.getBoundingClientRect()) }))
      .filter(box => box.width > 0 && box.height > 0)
  }

  function measure(viewer) {
    const registry = viewer.get('elementRegistry')
    const root = viewer.get('canvas').getRootElement()
    const drawing = { shapes: [], labels: [], marks: [], edges: [] }
    const parent = element => element.parent && element.parent !== root ? element.parent.id : ''
    registry.forEach(element => {
      if (element === root) return
      const graphics = registry.getGraphics(element)
      if (element.waypoints) {
        drawing.edges.push({
          id: element.id,
          parent: parent(element),
          source: element.source.id,
          target: element.target.id,
          points: element.waypoints.map(point => ({ x: point.x, y: point.y }))
        })
        return
      }
      const owner = (element.labelTarget || element).id
      boxes(viewer, graphics, 'tspan').forEach(line => drawing.labels.push({ owner, inside: !element.labelTarget, ...line }))
      if (!element.labelTarget) {
        boxes(viewer, graphics, 'path').forEach(mark => drawing.marks.push({ owner, ...mark }))
        drawing.shapes.push({
          id: element.id,
          parent: parent(element),
          host: element.host ? element.host.id : '',
          container: element.children.some(child => !child.labelTarget),
          x: element.x, y: element.y, width: element.width, height: element.height
        })
      }
    })
    return drawing
  }

  window.drawProcess = async function (xml) {
    const viewer = new window.BpmnJS({ container: stage(2000, 1200) })
    const { warnings } = await viewer.importXML(xml)
    const { svg } = await viewer.saveSVG()
    return { svg, warnings: warnings.map(String), ...measure(viewer) }
  }

  window.drawDecisions = async function (xml) {
    const viewer = new window.DmnJS({ container: stage(2000, 1200) })
    const { warnings } = await viewer.importXML(xml)
    await viewer.open(viewer.getViews().find(view => view.type === 'drd'))
    const drd = viewer.getActiveViewer()
    const { svg } = await drd.saveSVG()
    const tables = viewer.getViews().filter(view => view.type === 'decisionTable').map(view => view.element.id)
    return { svg, warnings: warnings.map(String), tables, ...measure(drd) }
  }

  /** Shows one decision's table as its owner sees it; gives the texts that do not fit their cells. */
  window.showTable = async function (xml, decision) {
    const viewer = new window.DmnJS({ container: stage(1600, 1200) })
    await viewer.importXML(xml)
    await viewer.open(viewer.getViews().find(view => view.element.id === decision && view.type === 'decisionTable'))
    document.querySelectorAll('.tjs-container, .tjs-table-container').forEach(part => { part.style.height = 'auto' })
    return Array.from(document.querySelectorAll('.tjs-table td, .tjs-table th'))
      .filter(cell => cell.scrollWidth > cell.clientWidth + 1)
      .map(cell => cell.textContent)
  }

  window.showSvg = function (svg) {
    document.body.innerHTML = svg
    const picture = document.querySelector('svg')
    return { width: picture.width.baseVal.value, height: picture.height.baseVal.value }
  }
})()
